package io.taskwire.core.channel;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/** A phone number as the providers write it: digits only, country code first. */
public record Phone(String digits) {
  private static final Pattern DIGITS = Pattern.compile("[1-9]\\d{5,14}");

  // Numbers copied from a page or an address book bring no-break spaces and invisible marks along.
  private static final String SPACES = "[\\s\\p{Zs}\\p{Cf}]";
  private static final Pattern TYPED =
      Pattern.compile(SPACES + "*\\+?[\\d()\\-.\\u2010-\\u2015\\u2212[" + SPACES + "]]+");
  private static final Pattern NOT_DIGIT = Pattern.compile("\\D");

  public Phone {
    if (!DIGITS.matcher(digits).matches()) {
      throw new IllegalArgumentException(
          "a phone number has 6 to 15 digits, the country code first");
    }
  }

  /**
   * Reads a number as a person types it: with +7, 7 or 8 for Russia, with spaces, brackets and
   * dashes; a number of another country with its +. Empty when it is no phone number, or when its
   * country code is missing.
   */
  public static Optional<Phone> typed(String text) {
    String trimmed = text.strip();
    if (!TYPED.matcher(trimmed).matches()) {
      return Optional.empty();
    }
    String digits = NOT_DIGIT.matcher(trimmed).replaceAll("");
    boolean russianTrunk =
        !trimmed.contains("+") && digits.length() == 11 && digits.startsWith("8");
    if (!trimmed.contains("+") && digits.length() == 10 && digits.startsWith("9")) {
      // How Russian mobile numbers are said among Russians; elsewhere it would be another's number.
      return Optional.empty();
    }
    String international = russianTrunk ? "+7" + digits.substring(1) : "+" + digits;
    PhoneNumberUtil numbers = PhoneNumberUtil.getInstance();
    try {
      var number = numbers.parse(international, null);
      return numbers.isPossibleNumber(number)
          ? Optional.of(new Phone(numbers.format(number, PhoneNumberFormat.E164).substring(1)))
          : Optional.empty();
    } catch (NumberParseException notANumber) {
      return Optional.empty();
    }
  }

  /** Whether this is a number as {@link #typed} writes it, not something that only looks alike. */
  public static boolean isCanonical(String digits) {
    return DIGITS.matcher(digits).matches()
        && typed("+" + digits).filter(phone -> phone.digits().equals(digits)).isPresent();
  }

  /** Reads a number as a provider writes it: the country code is there, only signs may differ. */
  public static Optional<Phone> provided(String text) {
    if (!TYPED.matcher(text.strip()).matches()) {
      return Optional.empty();
    }
    String digits = NOT_DIGIT.matcher(text).replaceAll("");
    return DIGITS.matcher(digits).matches() ? Optional.of(new Phone(digits)) : Optional.empty();
  }
}
