package io.taskwire.local.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the template asks for is used, and what is used is asked for. */
class ReferencesTest {
  @Test
  void everyParameterIsUsedAndSaysWhatItIsFor() {
    Template parameters = Template.of("Parameters");
    Set<String> used =
        Set.of("Globals", "Conditions", "Resources").stream()
            .flatMap(part -> Template.of(part).scalars())
            .filter(text -> text.startsWith("!Ref "))
            .map(text -> text.substring("!Ref ".length()))
            .collect(Collectors.toSet());
    assertThat(parameters.keys())
        .allSatisfy(
            parameter -> {
              assertThat(used).contains(parameter);
              assertThat(parameters.at(parameter).keys()).contains("Description", "Default");
            });
  }

  @Test
  void everyConditionIsUsed() {
    Template resources = Template.of("Resources");
    Set<String> used = new TreeSet<>();
    for (String resource : resources.keys()) {
      if (resources.at(resource).has("Condition")) {
        used.add(resources.at(resource).at("Condition").text());
      }
    }
    assertThat(used).isEqualTo(Template.of("Conditions").keys());
  }

  @Test
  void whatACommandNeedsToKnowIsAmongTheOutputs() {
    Set<String> told =
        Template.of("Outputs").scalars().collect(Collectors.toCollection(TreeSet::new));
    assertThat(Template.resources("AWS::Serverless::Function"))
        .allSatisfy(function -> assertThat(told).contains("!Ref " + function));
    assertThat(Template.resources("AWS::SQS::Queue"))
        .allSatisfy(queue -> assertThat(told).contains("!Ref " + queue));
    assertThat(told)
        .contains("!Ref Table", "!Ref DoorsSecret", "!Ref WorkersSecret", "!Ref WorkerConcurrency");
  }
}
