package io.taskwire.local.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each function of the template against the code that it names. */
class FunctionsTest {
  private static final Pattern VARIABLE =
      Pattern.compile("(?:environment\\s*\\.\\w+|getenv)\\(\\s*\"(TASKWIRE_\\w+)\"");

  static Stream<String> functions() {
    return Template.resources("AWS::Serverless::Function").stream().sorted();
  }

  @ParameterizedTest
  @MethodSource("functions")
  void itsHandlerIsInItsFolder(String function) throws ClassNotFoundException {
    String handler = Template.properties(function).at("Handler").text();
    assertThat(RequestHandler.class).isAssignableFrom(Class.forName(handler));
    assertThat(Repository.files(folder(function) + "/src/main", ".java"))
        .anyMatch(file -> file.endsWith(Path.of(handler.replace('.', '/') + ".java")));
  }

  @ParameterizedTest
  @MethodSource("functions")
  void itIsBuiltByATargetOfTheMakefileInItsFolder(String function) {
    Template metadata = Template.of("Resources").at(function).at("Metadata");
    assertThat(metadata.at("BuildMethod").text()).isEqualTo("makefile");
    assertThat(metadata.at("ProjectRootDirectory").text()).isEqualTo(".");
    assertThat(metadata.at("ContextPath").text()).isEqualTo(".");
    assertThat(Repository.text("Makefile").lines())
        .contains("build-" + function + ": module = " + folder(function));
  }

  @ParameterizedTest
  @MethodSource("functions")
  void itHasTheVariablesThatItsCodeReadsAndNoOther(String function) {
    Template variables = Template.properties(function).at("Environment").at("Variables");
    assertThat(variables.keys()).isEqualTo(variables(folder(function) + "/src/main"));
  }

  @ParameterizedTest
  @MethodSource("functions")
  void itStartsFromASnapshotOfItsNewestVersion(String function) {
    Template globals = Template.of("Globals").at("Function");
    assertThat(globals.at("Runtime").text()).isEqualTo("java25");
    assertThat(globals.at("Architectures").items().getFirst().text())
        .isEqualTo("!Ref Architecture");
    assertThat(globals.at("SnapStart").at("ApplyOn").text()).isEqualTo("PublishedVersions");
    assertThat(globals.at("AutoPublishAlias").text()).isEqualTo("live");
    assertThat(Template.properties(function).keys())
        .as("nothing of it overridden")
        .doesNotContain("Runtime", "Architectures", "SnapStart", "AutoPublishAlias");
    assertThat(Template.properties(function).at("AutoPublishAliasAllProperties").value())
        .isEqualTo(true);
  }

  @ParameterizedTest
  @MethodSource("functions")
  void itWritesToALogOfItsOwnThatIsForgottenWithTheMessages(String function) {
    String log =
        Template.properties(function)
            .at("LoggingConfig")
            .at("LogGroup")
            .text()
            .replaceFirst("!Ref ", "");
    assertThat(log).isEqualTo(function.replaceFirst("Function$", "Log"));
    assertThat(Template.properties(log).at("RetentionInDays").value()).isEqualTo(60);
  }

  @Test
  void sharedCodeReadsNoVariableBehindTheFunctionsBacks() {
    assertThat(variables("shared")).isEmpty();
  }

  private static String folder(String function) {
    return Template.properties(function).at("CodeUri").text();
  }

  private static Set<String> variables(String folder) {
    return Repository.files(folder, ".java").stream()
        .flatMap(file -> VARIABLE.matcher(Repository.text(file)).results())
        .map(FunctionsTest::name)
        .collect(Collectors.toSet());
  }

  private static String name(MatchResult variable) {
    return variable.group(1);
  }
}
