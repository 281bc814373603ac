package io.taskwire.local.sim.planfix;

import java.util.List;

/** Somebody who works in the simulated account. */
public record Employee(int id, String name, String lastName, String email) {

  static final Employee OLGA = new Employee(7, "Olga", "Manager", "olga.manager@example.org");
  static final Employee PETR = new Employee(8, "Petr", "Supervisor", "petr.supervisor@example.org");

  /** The employees of the account; {@link #email} is their key. */
  static final List<Employee> ALL = List.of(OLGA, PETR);

  /** Throws {@link IllegalArgumentException} when there is nobody with this email. */
  static Employee byEmail(String email) {
    return ALL.stream()
        .filter(employee -> employee.email().equalsIgnoreCase(email))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no employee with this email"));
  }

  String fullName() {
    return name + " " + lastName;
  }
}
