package io.taskwire.local.sim.planfix;

import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NoSuchElementException;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The contacts' cards and the ids by which connectors know them. Guarded by the {@link Account}.
 */
final class Contacts {

  private final InstantSource time;
  private final Consumer<PlanfixEvent> events;
  private final NavigableMap<Integer, Contact> contacts = new TreeMap<>();
  private final Map<Contact.ExternalId, Contact> externalIds = new LinkedHashMap<>();
  private int lastNumber = 912;

  Contacts(InstantSource time, Consumer<PlanfixEvent> events) {
    this.time = time;
    this.events = events;
  }

  Collection<Contact> all() {
    return contacts.values();
  }

  @Nullable Contact known(PlanfixLine line, String contactId) {
    return externalIds.get(new Contact.ExternalId(line.providerId(), contactId));
  }

  /** The contact that the card speaks of; a card is filled only when it is made. */
  Contact of(PlanfixLine line, Contact.Card card, boolean matchPhone) {
    Contact known = known(line, card.contactId());
    if (known != null) {
      return known;
    }
    Contact contact = matchPhone ? byPhone(card.phone()) : null;
    if (contact == null) {
      contact = create(card.name());
      contact.update(card);
      tellCreated(contact);
    }
    bind(contact, line, card.contactId());
    return contact;
  }

  /** The contact to whom an employee writes first. */
  Contact ofPhone(String phone) {
    Contact contact = byPhone(phone);
    if (contact == null) {
      contact = create(phone);
      contact.phone = phone;
      tellCreated(contact);
    }
    return contact;
  }

  void bind(Contact contact, PlanfixLine line, String contactId) {
    Contact.ExternalId id = new Contact.ExternalId(line.providerId(), contactId);
    externalIds.put(id, contact);
    contact.externalIds.add(id);
  }

  void merge(Contact source, Contact target) {
    contacts.remove(source.number);
    target.externalIds.addAll(source.externalIds);
    externalIds.replaceAll((id, contact) -> contact == source ? target : contact);
  }

  Contact get(int number) {
    Contact contact = contacts.get(number);
    if (contact == null) {
      throw new NoSuchElementException("no contact " + number);
    }
    return contact;
  }

  void clear() {
    contacts.clear();
    externalIds.clear();
  }

  private @Nullable Contact byPhone(@Nullable String phone) {
    for (Contact contact : contacts.values()) {
      if (contact.hasPhone(phone)) {
        return contact;
      }
    }
    return null;
  }

  private Contact create(String name) {
    Contact contact = new Contact(++lastNumber, name);
    contacts.put(contact.number, contact);
    return contact;
  }

  private void tellCreated(Contact contact) {
    events.accept(
        new PlanfixEvent.ContactCreated(time.instant(), contact.number, contact.fullName()));
  }
}
