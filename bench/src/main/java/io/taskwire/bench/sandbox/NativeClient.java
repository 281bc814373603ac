package io.taskwire.bench.sandbox;

import com.amazonaws.services.lambda.runtime.api.client.AWSLambda;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * The native half of the runtime interface client, unpacked once. Left to itself, each process
 * unpacks it to the same place, and one crashes that starts while another is at it. It exists for
 * Linux only.
 */
final class NativeClient {
  private static final Path FILE = unpacked();

  private NativeClient() {}

  /** The argument by which the client finds it. */
  static String argument() {
    return "-Dcom.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI=" + FILE;
  }

  private static Path unpacked() {
    String processor = System.getProperty("os.arch").equals("aarch64") ? "aarch_64" : "x86_64";
    String name = "/jni/libaws-lambda-jni.linux-" + processor + ".so";
    try (InputStream library = AWSLambda.class.getResourceAsStream(name)) {
      if (library == null) {
        throw new IllegalStateException("the runtime interface client has no " + name);
      }
      Path file = Files.createTempFile("aws-lambda-jni", ".so");
      file.toFile().deleteOnExit();
      Files.copy(library, file, StandardCopyOption.REPLACE_EXISTING);
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
