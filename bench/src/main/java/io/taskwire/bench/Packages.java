package io.taskwire.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** How big the packages are that Lambda is given: zipped, as SAM uploads them. */
final class Packages {
  private static final double MEGABYTE = 1_000_000;
  private static final double DOOR = 8;

  private final Path repository;

  Packages(Path repository) {
    this.repository = repository;
  }

  List<Figure> figures() {
    List<Figure> figures = new ArrayList<>();
    for (FunctionKind function : FunctionKind.DEPLOYED) {
      Path folder = function.folder(repository);
      double size = zipped(folder) / MEGABYTE;
      String name = "package, " + function.title;
      String detail = "the largest: " + largest(folder);
      figures.add(
          FunctionKind.DOORS.contains(function)
              ? Figure.atMost(DOOR, name, size, "MB", detail)
              : Figure.plain(name, size, "MB", detail));
    }
    return figures;
  }

  private static String largest(Path folder) {
    try (Stream<Path> jars = Files.list(folder.resolve("lib"))) {
      List<String> largest =
          jars.sorted((one, other) -> Long.compare(size(other), size(one)))
              .limit(4)
              .map(
                  jar ->
                      String.format(
                          Locale.ROOT,
                          "%s %.1f",
                          jar.getFileName().toString().replaceFirst("-\\d.*", ""),
                          size(jar) / MEGABYTE))
              .toList();
      return String.join(", ", largest);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long zipped(Path folder) {
    Counted counted = new Counted();
    try (ZipOutputStream zip = new ZipOutputStream(counted);
        Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        zip.putNextEntry(new ZipEntry(folder.relativize(file).toString()));
        Files.copy(file, zip);
        zip.closeEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return counted.bytes;
  }

  private static final class Counted extends OutputStream {
    private long bytes;

    @Override
    public void write(int one) {
      bytes++;
    }

    @Override
    public void write(byte[] some, int from, int length) {
      bytes += length;
    }
  }
}
