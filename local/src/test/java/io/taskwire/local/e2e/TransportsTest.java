package io.taskwire.local.e2e;

import static io.taskwire.local.sim.planfix.MarkView.Shown.READ;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.taskwire.core.channel.Transport;
import io.taskwire.core.messenger.Contract;
import io.taskwire.core.messenger.Contracts;
import io.taskwire.core.messenger.FileVerdict;
import io.taskwire.local.sim.planfix.CommentRequest;
import io.taskwire.local.sim.planfix.FileView;
import io.taskwire.local.sim.wazzup.ChatMessage;
import io.taskwire.local.sim.wazzup.Upload;
import io.taskwire.local.sim.wazzup.WazzupChannel;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What people do, in every messenger that has a contract. */
@ExtendWith(OwnRun.class)
class TransportsTest {
  private static final Map<Transport, WazzupChannel> CHANNELS = new ConcurrentHashMap<>();

  private final Stage stage;

  TransportsTest(Stage stage) {
    this.stage = stage;
  }

  @AfterEach
  void usual() {
    stage.usual();
  }

  /** What somebody does, and what must have come of it. */
  private enum Deed {
    THE_CLIENT_WRITES {
      @Override
      void isDone(Scene scene) {
        scene.ivan.writes("And hello again");
        scene.ivan.task().says("Hello", "And hello again");
      }
    },
    THE_CLIENT_SENDS_A_PICTURE {
      @Override
      void isDone(Scene scene) {
        scene.ivan.sends(Upload.named("red-dress.png"));
        assertThat(scene.ivan.task().files(1).getFirst().preview()).isNotNull();
      }
    },
    THE_CLIENT_SENDS_A_FILE {
      @Override
      void isDone(Scene scene) {
        scene.ivan.sends(Upload.named("price.pdf"));
        assertThat(scene.ivan.task().files(1).getFirst().name()).isEqualTo("price.pdf");
      }
    },
    THE_CLIENT_QUOTES {
      @Override
      void isDone(Scene scene) {
        ChatMessage question = scene.ivan.writes("Red or blue?");
        scene.ivan.task().says("Hello", "Red or blue?");
        scene.ivan.writes("Red", message -> message.quoting(question.messageId()));
        scene.ivan.task().says("Hello", "Red or blue?", "> Red or blue?\nRed");
      }
    },
    AN_ANSWER_ARRIVES_AND_IS_READ {
      @Override
      void isDone(Scene scene) {
        scene.ivan.task().answers("Good morning, Ivan").becomes(READ);
        assertThat(scene.ivan.phone()).containsExactly("Good morning, Ivan");
      }
    },
    A_LONG_ANSWER_IS_SPLIT {
      @Override
      void isDone(Scene scene) {
        int longest = scene.contract.longestText();
        String text = "A word or two. ".repeat(longest / 15 + 10).strip();
        scene.ivan.task().answers(text).becomes(READ);
        assertThat(scene.ivan.phone())
            .hasSize(2)
            .allMatch(part -> part.length() <= longest)
            .satisfies(parts -> assertThat(String.join(" ", parts)).isEqualTo(text));
      }
    },
    A_PICTURE_IS_SENT_AS_ONE {
      @Override
      void isDone(Scene scene) {
        scene.sends(scene.file("plan.png", "image/png"));
        assertThat(scene.ivan.received())
            .extracting(ChatMessage::type, ChatMessage::text)
            .containsExactly(tuple("image", null));
      }
    },
    A_DOCUMENT_IS_SENT_AS_THE_MESSENGER_TAKES_IT {
      @Override
      void isDone(Scene scene) {
        scene.sends(scene.file("price.pdf", "application/pdf"));
        assertThat(scene.ivan.received())
            .singleElement()
            .satisfies(
                message -> {
                  if (scene.takesDocuments()) {
                    assertThat(message.contentUri()).isNotNull();
                  } else {
                    assertThat(message.text()).startsWith("price.pdf: http");
                  }
                });
      }
    },
    A_QUOTE_IS_SENT_AS_THE_MESSENGER_SHOWS_IT {
      @Override
      void isDone(Scene scene) {
        ChatMessage question = scene.ivan.writes("How much is the blue one?");
        int quoted = scene.ivan.task().entry("How much is the blue one?").id();
        scene
            .ivan
            .task()
            .comments(new CommentRequest(TaskSeen.OLGA, "Two thousand", null, true, quoted))
            .becomes(READ);
        ChatMessage answer = scene.ivan.received().getFirst();
        if (scene.contract.showsQuotes()) {
          assertThat(answer.quotedMessageId()).isEqualTo(question.messageId());
          assertThat(answer.text()).isEqualTo("Two thousand");
        } else {
          assertThat(answer.text())
              .startsWith("> How much is the blue one?")
              .endsWith("Two thousand");
        }
      }
    };

    abstract void isDone(Scene scene);
  }

  /** A client who wrote already, in a messenger. */
  private record Scene(Stage stage, Talk ivan, Contract contract) {
    FileView file(String name, String type) {
      return stage.planfix().upload(name, type, name.getBytes(StandardCharsets.UTF_8));
    }

    void sends(FileView file) {
      ivan.task()
          .comments(new CommentRequest(TaskSeen.OLGA, "", List.of(file.hash()), true, null))
          .becomes(READ);
    }

    boolean takesDocuments() {
      Optional<String> pdf = Optional.of("application/pdf");
      return contract.file("price.pdf", pdf, OptionalLong.of(9)) instanceof FileVerdict.AsFile;
    }
  }

  static Stream<Arguments> deeds() {
    return Contracts.transports().stream()
        .sorted(Comparator.comparing(Transport::name))
        .flatMap(transport -> Stream.of(Deed.values()).map(deed -> Arguments.of(transport, deed)));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("deeds")
  void S01_everyMessengerCarriesEverything(Transport transport, Deed deed) {
    Talk ivan = stage.somebody("Ivan Testov").on(channel(transport));
    ivan.writes("Hello");
    ivan.task().says("Hello");
    deed.isDone(new Scene(stage, ivan, Contracts.of(transport, false)));
  }

  private WazzupChannel channel(Transport transport) {
    return CHANNELS.computeIfAbsent(
        transport,
        _ -> {
          Own own = own(transport);
          return stage.connected(transport.name(), own.account, own.messenger + own.account);
        });
  }

  /** Our account there, and what it is connected as. */
  private record Own(String messenger, String account) {}

  private static Own own(Transport transport) {
    return switch (transport.name()) {
      case "whatsapp", "wapi" -> new Own("", Stage.freshPhone());
      case "viber" -> new Own("viber:", Stage.freshPhone());
      case "tgapi" -> new Own("telegram:", Stage.freshPhone());
      case "max" -> new Own("max:", Stage.freshPhone());
      case "telegram" -> new Own("telegram:", "example_matrix_bot");
      case "maxbot" -> new Own("max:", "example_matrix_max_bot");
      case "instagram" -> new Own("instagram:", "matrix.example.shop");
      case "vk" -> new Own("vk:", "200000077");
      case "avito" -> new Own("avito:", "300000077");
      default -> throw new AssertionError("say here what an account of " + transport + " is");
    };
  }
}
