package io.taskwire.local.template;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskwire.aws.table.TaskwireTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;

/** The table and the secrets: what must outlive the stack. */
class StateTest {
  @Test
  void theTableIsTheOneThatTheCodeDefines() {
    CreateTableRequest definition = TaskwireTable.definition("taskwire");
    Template table = Template.properties("Table");
    assertThat(table.at("BillingMode").text()).isEqualTo(definition.billingModeAsString());
    assertThat(table.at("AttributeDefinitions").items().stream().map(StateTest::attribute))
        .containsExactlyElementsOf(definition.attributeDefinitions());
    assertThat(table.at("KeySchema").items().stream().map(StateTest::key))
        .containsExactlyElementsOf(definition.keySchema());
    assertThat(table.keys()).doesNotContain("GlobalSecondaryIndexes", "LocalSecondaryIndexes");
  }

  @Test
  void theTableForgetsWhatHasExpired() {
    Template expiry = Template.properties("Table").at("TimeToLiveSpecification");
    assertThat(expiry.at("AttributeName").text()).isEqualTo(TaskwireTable.EXPIRES_AT);
    assertThat(expiry.at("Enabled").value()).isEqualTo(true);
  }

  @Test
  void theTableCanBeRestoredAndNotBeDeletedAndIsEncrypted() {
    Template table = Template.properties("Table");
    assertThat(
            table.at("PointInTimeRecoverySpecification").at("PointInTimeRecoveryEnabled").value())
        .isEqualTo(true);
    assertThat(table.at("DeletionProtectionEnabled").value()).isEqualTo(true);
    assertThat(table.at("SSESpecification").at("SSEEnabled").value()).isEqualTo(true);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Table", "DoorsSecret", "WorkersSecret"})
  void whatCanNotBeMadeAgainOutlivesTheStack(String resource) {
    Template kept = Template.of("Resources").at(resource);
    assertThat(kept.at("DeletionPolicy").text()).isEqualTo("Retain");
    assertThat(kept.at("UpdateReplacePolicy").text()).isEqualTo("Retain");
    assertThat(kept.at("Properties").keys())
        .as("no name that a stack made anew would stumble over")
        .doesNotContain("TableName", "Name");
  }

  @Test
  void thereAreTwoSecretsAndTheyAreEmptyAtFirst() {
    assertThat(Template.resources("AWS::SecretsManager::Secret"))
        .containsExactlyInAnyOrder("DoorsSecret", "WorkersSecret")
        .allSatisfy(
            secret ->
                assertThat(Template.properties(secret).keys()).containsExactly("Description"));
  }

  private static AttributeDefinition attribute(Template attribute) {
    return AttributeDefinition.builder()
        .attributeName(attribute.at("AttributeName").text())
        .attributeType(attribute.at("AttributeType").text())
        .build();
  }

  private static KeySchemaElement key(Template key) {
    return KeySchemaElement.builder()
        .attributeName(key.at("AttributeName").text())
        .keyType(key.at("KeyType").text())
        .build();
  }
}
