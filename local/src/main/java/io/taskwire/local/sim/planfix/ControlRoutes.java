package io.taskwire.local.sim.planfix;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.function.IntConsumer;

/**
 * The simulator's own JSON routes, for the console and for tests from outside. Errors are {@code
 * {"error": "…"}} with 404 for what does not exist, 409 for what is impossible now and 400 for the
 * rest.
 */
final class ControlRoutes {

  private record Into(int into) {}

  private record TypedPhone(String phone) {}

  private record LineView(
      String providerId, URI connector, String displayName, String defaultAuthor) {

    static LineView of(PlanfixLine line) {
      return new LineView(
          line.providerId(), line.connector(), line.displayName(), line.defaultAuthor());
    }
  }

  private final PlanfixSimulator simulator;
  private final FileRoutes files;

  ControlRoutes(PlanfixSimulator simulator, FileRoutes files) {
    this.simulator = simulator;
    this.files = files;
  }

  void install(RoutesConfig routes, String prefix) {
    routes.get(prefix + "/tasks", json(context -> simulator.tasks()));
    routes.get(prefix + "/tasks/{number}", json(context -> simulator.task(number(context))));
    routes.post(prefix + "/tasks/{number}/comments", json(this::comment));
    routes.post(prefix + "/tasks/{number}/close", onTask(simulator::closeTask));
    routes.post(prefix + "/tasks/{number}/reopen", onTask(simulator::reopenTask));
    routes.post(prefix + "/tasks/{number}/delete", onTask(simulator::deleteTask));
    routes.post(prefix + "/tasks/{number}/restore", onTask(simulator::restoreTask));
    routes.post(
        prefix + "/tasks/{number}/purge", done(context -> simulator.purgeTask(number(context))));
    routes.post(
        prefix + "/tasks/{number}/merge",
        json(
            context -> {
              int into = body(context, Into.class).into();
              simulator.mergeTasks(number(context), into);
              return simulator.task(into);
            }));
    routes.post(prefix + "/write", json(this::write));

    routes.get(prefix + "/contacts", json(context -> simulator.contacts()));
    routes.post(
        prefix + "/contacts/{number}/merge",
        done(
            context -> simulator.mergeContacts(number(context), body(context, Into.class).into())));
    routes.put(
        prefix + "/contacts/{number}/phone",
        done(
            context ->
                simulator.typePhone(number(context), body(context, TypedPhone.class).phone())));
    routes.get(prefix + "/employees", json(context -> simulator.employees()));
    routes.get(
        prefix + "/lines", json(context -> simulator.lines().stream().map(LineView::of).toList()));
    routes.post(
        prefix + "/lines", done(context -> simulator.putLine(body(context, PlanfixLine.class))));
    routes.delete(
        prefix + "/lines/{providerId}",
        done(context -> simulator.removeLine(context.pathParam("providerId"))));

    routes.post(prefix + "/files", json(this::upload));
    routes.get(prefix + "/files/{hash}", refusing(files::forPeople));

    routes.get(prefix + "/knobs", json(context -> simulator.knobs()));
    routes.put(
        prefix + "/knobs",
        json(
            context -> {
              simulator.knobs().update(context.bodyAsBytes());
              return simulator.knobs();
            }));
    routes.get(prefix + "/faults", json(context -> simulator.faults().planned()));
    routes.post(
        prefix + "/faults", done(context -> simulator.faults().add(body(context, Fault.class))));
    routes.delete(prefix + "/faults", done(context -> simulator.faults().clear()));
    routes.post(prefix + "/faults/release", done(context -> simulator.faults().release()));

    routes.get(prefix + "/calls", json(context -> simulator.apiCalls()));
    routes.get(prefix + "/connector-calls", json(context -> simulator.connectorCalls()));
    routes.post(prefix + "/reset", done(context -> simulator.reset()));
  }

  private EntryView comment(Context context) {
    Posted posted = simulator.comment(number(context), body(context, CommentRequest.class));
    return waits(context) ? posted.answered().join() : posted.entry();
  }

  private TaskView write(Context context) {
    Posted posted = simulator.write(body(context, WriteRequest.class));
    if (waits(context)) {
      posted.answered().join();
    }
    return simulator.task(posted.task());
  }

  private FileView upload(Context context) throws IOException {
    String name = context.queryParam("name");
    if (name == null || name.isBlank()) {
      throw new IllegalArgumentException("the query must have a name");
    }
    String type = context.contentType();
    return simulator.upload(
        name,
        type == null ? "application/octet-stream" : type,
        context.bodyInputStream().readAllBytes());
  }

  private static boolean waits(Context context) {
    return "true".equals(context.queryParam("wait"));
  }

  private static int number(Context context) {
    return Integer.parseInt(context.pathParam("number"));
  }

  private static <T> T body(Context context, Class<T> type) {
    return Json.read(context.bodyAsBytes(), type);
  }

  private interface Action {
    void on(Context context) throws IOException;
  }

  private interface Question {
    Object of(Context context) throws IOException;
  }

  private Handler onTask(IntConsumer action) {
    return json(
        context -> {
          action.accept(number(context));
          return simulator.task(number(context));
        });
  }

  private static Handler done(Action action) {
    return refusing(
        context -> {
          action.on(context);
          context.status(204);
        });
  }

  private static Handler json(Question question) {
    return refusing(
        context -> {
          byte[] answer = Json.bytes(question.of(context));
          context.contentType("application/json").result(answer);
        });
  }

  private static Handler refusing(Action action) {
    return context -> {
      try {
        action.on(context);
      } catch (NoSuchElementException e) {
        refuse(context, 404, e);
      } catch (IllegalStateException e) {
        refuse(context, 409, e);
      } catch (IllegalArgumentException e) {
        refuse(context, 400, e);
      }
    };
  }

  private static void refuse(Context context, int status, RuntimeException reason) {
    String sentence = Objects.requireNonNullElse(reason.getMessage(), "refused");
    context
        .status(status)
        .contentType("application/json")
        .result(Json.bytes(Map.of("error", sentence)));
  }
}
