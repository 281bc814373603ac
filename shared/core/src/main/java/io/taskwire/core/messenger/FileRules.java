package io.taskwire.core.messenger;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which files a messenger takes.
 *
 * @param formats the formats that pass; none means that only text does
 * @param largest the largest size of each kind, in bytes
 * @param unfit what becomes of a file that does not pass
 */
record FileRules(Set<FileFormat> formats, Map<FileKind, Long> largest, Unfit unfit) {
  /** Where documents speak of MB, the larger reading refuses nothing that would have passed. */
  static final long MB = 1024L * 1024L;

  /** What becomes of a file that does not pass. */
  enum Unfit {
    REFUSED,
    LINKED
  }

  static FileRules none() {
    return new FileRules(Set.of(), Map.of(), Unfit.REFUSED);
  }

  static FileRules all(long largest) {
    Map<FileKind, Long> sizes = new EnumMap<>(FileKind.class);
    for (FileKind kind : FileKind.values()) {
      sizes.put(kind, largest);
    }
    return new FileRules(EnumSet.allOf(FileFormat.class), sizes, Unfit.REFUSED);
  }

  FileRules only(FileFormat first, FileFormat... rest) {
    return new FileRules(EnumSet.of(first, rest), largest, unfit);
  }

  FileRules pictures(long largest) {
    Map<FileKind, Long> sizes = new EnumMap<>(this.largest);
    sizes.put(FileKind.PICTURE, largest);
    return new FileRules(formats, sizes, unfit);
  }

  FileRules othersAsLinks() {
    return new FileRules(formats, largest, Unfit.LINKED);
  }

  boolean textOnly() {
    return formats.isEmpty();
  }

  /**
   * The verdict on a file. Its name and its media type may tell different things: it is refused
   * where neither passes, and sent as a file instead of a link where both do.
   */
  FileVerdict verdict(String name, Optional<String> mediaType, OptionalLong size) {
    if (textOnly()) {
      return new FileVerdict.Refused(Refusal.of(Refusal.TEXT_ONLY));
    }
    Optional<String> type = mediaType.map(FileRules::withoutParameters);
    Set<FileFormat> told =
        Stream.concat(
                FileFormat.ofName(name).stream(), type.flatMap(FileFormat::ofMediaType).stream())
            .collect(Collectors.toSet());
    Set<FileKind> kinds = kinds(told, type);
    return unfit == Unfit.LINKED ? shown(told, kinds, size) : judged(told, kinds, size);
  }

  private FileVerdict shown(Set<FileFormat> told, Set<FileKind> kinds, OptionalLong size) {
    long limit = kinds.stream().mapToLong(this::largest).min().orElse(0);
    boolean fits = size.isEmpty() || size.getAsLong() <= limit;
    return !told.isEmpty() && formats.containsAll(told) && fits
        ? new FileVerdict.AsFile()
        : new FileVerdict.AsLink();
  }

  private FileVerdict judged(Set<FileFormat> told, Set<FileKind> kinds, OptionalLong size) {
    if (!told.isEmpty() && told.stream().noneMatch(formats::contains)) {
      return refused(Refusal.FILE_KIND, extensions());
    }
    long limit =
        (kinds.isEmpty() ? largest.keySet() : kinds)
            .stream().mapToLong(this::largest).max().orElse(Long.MAX_VALUE);
    if (size.isPresent() && size.getAsLong() > limit) {
      return refused(Refusal.FILE_TOO_BIG, megabytes(size.getAsLong()) + ", " + megabytes(limit));
    }
    return new FileVerdict.AsFile();
  }

  private long largest(FileKind kind) {
    return largest.getOrDefault(kind, Long.MAX_VALUE);
  }

  private static Set<FileKind> kinds(Set<FileFormat> told, Optional<String> type) {
    Set<FileKind> kinds =
        told.stream().map(FileFormat::kind).collect(Collectors.toCollection(HashSet::new));
    if (type.flatMap(FileFormat::ofMediaType).isEmpty()) {
      type.flatMap(FileKind::ofFamily).ifPresent(kinds::add);
    }
    return kinds;
  }

  private static FileVerdict refused(String code, String detail) {
    return new FileVerdict.Refused(new Refusal(code, detail));
  }

  private String extensions() {
    return formats.stream()
        .sorted()
        .flatMap(format -> format.extensions().stream())
        .collect(Collectors.joining(", "));
  }

  /** Rounded up, so that too big a file never seems to be just as big as allowed. */
  private static String megabytes(long bytes) {
    return BigDecimal.valueOf(bytes)
            .divide(BigDecimal.valueOf(MB), 1, RoundingMode.CEILING)
            .stripTrailingZeros()
            .toPlainString()
        + " MB";
  }

  private static String withoutParameters(String mediaType) {
    int end = mediaType.indexOf(';');
    return (end < 0 ? mediaType : mediaType.substring(0, end)).strip().toLowerCase(Locale.ROOT);
  }
}
