package io.taskwire.local.sim.planfix;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A contact's card. Guarded by the {@link Account} that holds it. */
final class Contact {

  /** What a call of the connector says about a contact; absent fields are null. */
  record Card(
      String contactId,
      String name,
      @Nullable String lastName,
      @Nullable String phone,
      @Nullable String email,
      @Nullable String icon,
      @Nullable String data) {}

  /** The id by which a connector knows a contact. */
  record ExternalId(String providerId, String contactId) {}

  final int number;
  final List<ExternalId> externalIds = new ArrayList<>();
  String name;
  @Nullable String lastName;
  @Nullable String phone;
  @Nullable String email;
  @Nullable String icon;
  @Nullable String data;

  Contact(int number, String name) {
    this.number = number;
    this.name = name;
  }

  /** Fields that the card leaves out stay as they are. */
  void update(Card card) {
    name = card.name();
    lastName = card.lastName() == null ? lastName : card.lastName();
    phone = card.phone() == null ? phone : card.phone();
    email = card.email() == null ? email : card.email();
    icon = card.icon() == null ? icon : card.icon();
    data = card.data() == null ? data : card.data();
  }

  boolean hasPhone(@Nullable String other) {
    return phone != null && other != null && digits(phone).equals(digits(other));
  }

  String fullName() {
    return lastName == null ? name : name + " " + lastName;
  }

  static String digits(String phone) {
    return phone.replaceAll("\\D", "");
  }
}
