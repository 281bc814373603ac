package io.taskwire.bench;

import java.util.Locale;
import java.util.Optional;

/**
 * One figure.
 *
 * @param name what was measured
 * @param value in its unit
 * @param unit e.g. {@code ms}, or {@code ×} for a ratio
 * @param goal the most it may be, or the least; empty where it only explains another
 * @param detail how it came about
 */
record Figure(String name, double value, String unit, Optional<Goal> goal, String detail) {

  /** What a figure shall be. */
  sealed interface Goal {
    record AtMost(double value) implements Goal {}

    record AtLeast(double value) implements Goal {}
  }

  static Figure atMost(double goal, String name, double value, String unit, String detail) {
    return new Figure(name, value, unit, Optional.of(new Goal.AtMost(goal)), detail);
  }

  static Figure atLeast(double goal, String name, double value, String unit, String detail) {
    return new Figure(name, value, unit, Optional.of(new Goal.AtLeast(goal)), detail);
  }

  static Figure plain(String name, double value, String unit, String detail) {
    return new Figure(name, value, unit, Optional.empty(), detail);
  }

  /** Whether it is as it shall be; true where nothing is asked. */
  boolean met() {
    return goal.map(
            asked ->
                switch (asked) {
                  case Goal.AtMost(double most) -> value <= most;
                  case Goal.AtLeast(double least) -> value >= least;
                })
        .orElse(true);
  }

  /** The goal in words; empty where there is none. */
  String goalInWords() {
    return goal.map(
            asked ->
                switch (asked) {
                  case Goal.AtMost(double most) -> "≤ " + number(most) + " " + unit;
                  case Goal.AtLeast(double least) -> "≥ " + number(least) + " " + unit;
                })
        .orElse("");
  }

  String valueInWords() {
    return number(value) + " " + unit;
  }

  private static String number(double value) {
    String text = String.format(Locale.ROOT, Math.abs(value) < 10 ? "%.2f" : "%.1f", value);
    return text.contains(".") ? text.replaceFirst("\\.?0+$", "") : text;
  }
}
