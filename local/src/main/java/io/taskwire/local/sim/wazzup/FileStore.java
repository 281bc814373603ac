package io.taskwire.local.sim.wazzup;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;

/**
 * Wazzup's file host. A link is {@code <base>/store/<40 hex>/?filename=<name>}, the hex digits
 * being the SHA-1 of the content (Wazzup API, Webhooks, {@code contentUri}).
 */
final class FileStore {

  /** The link of a file and what it is. */
  record Stored(String uri, String type, String contentType, int size) {}

  private static final class Kept {
    final byte[] content;
    final Instant since;

    Kept(byte[] content, Instant since) {
      this.content = content;
      this.since = since;
    }
  }

  private final Supplier<URI> base;
  private final InstantSource clock;
  private final Supplier<WazzupKnobs> knobs;
  private final Random random;
  private final Map<String, Kept> kept = new ConcurrentHashMap<>();

  FileStore(Supplier<URI> base, InstantSource clock, Supplier<WazzupKnobs> knobs, Random random) {
    this.base = base;
    this.clock = clock;
    this.knobs = knobs;
    this.random = random;
  }

  Stored keep(byte[] content, @Nullable String filename) {
    String hash = sha1(content);
    kept.put(hash, new Kept(content, clock.instant()));
    String uri = base.get() + "/store/" + hash;
    if (filename != null) {
      uri +=
          "/?filename=" + URLEncoder.encode(filename, StandardCharsets.UTF_8).replace("+", "%20");
    }
    return new Stored(uri, messageType(filename), contentType(filename), content.length);
  }

  Stored keep(Upload upload) {
    String base64 = upload.contentBase64();
    byte[] content =
        base64 == null ? generate(upload.filename()) : Base64.getDecoder().decode(base64);
    return keep(content, upload.filename());
  }

  /** The content under a hash; null when there is none or the link has expired. */
  byte @Nullable [] find(String hash) {
    Kept found = kept.get(hash);
    Long lifetime = knobs.get().contentUriLifetimeSeconds;
    boolean expired =
        found != null
            && lifetime != null
            && !clock.instant().isBefore(found.since.plusSeconds(lifetime));
    return found == null || expired ? null : found.content;
  }

  static String sha1(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The message type of a file by its name: one of the four file types. */
  static String messageType(@Nullable String filename) {
    String contentType = contentType(filename);
    return switch (contentType.substring(0, contentType.indexOf('/'))) {
      case "image" -> "image";
      case "audio" -> "audio";
      case "video" -> "video";
      default -> "document";
    };
  }

  static String contentType(@Nullable String filename) {
    return switch (ending(filename)) {
      case "png" -> "image/png";
      case "jpg", "jpeg" -> "image/jpeg";
      case "gif" -> "image/gif";
      case "bmp" -> "image/bmp";
      case "ico" -> "image/x-icon";
      case "webp" -> "image/webp";
      case "ogg", "opus", "oga" -> "audio/ogg";
      case "mp3", "mpeg" -> "audio/mpeg";
      case "amr" -> "audio/amr";
      case "aac" -> "audio/aac";
      case "mp4" -> "video/mp4";
      case "pdf" -> "application/pdf";
      case "vcf" -> "text/vcard";
      case "txt" -> "text/plain";
      default -> "application/octet-stream";
    };
  }

  private static String ending(@Nullable String filename) {
    int dot = filename == null ? -1 : filename.lastIndexOf('.');
    return filename == null || dot < 0 ? "" : filename.substring(dot + 1).toLowerCase(Locale.ROOT);
  }

  /** A small file of the kind, its content different each time. */
  private byte[] generate(@Nullable String filename) {
    String mark = Integer.toHexString(random.nextInt());
    return switch (contentType(filename)) {
      case "image/png" -> picture("png");
      case "image/jpeg" -> picture("jpg");
      case "image/gif" -> picture("gif");
      case "image/bmp" -> picture("bmp");
      case "audio/ogg" -> text("OggS\0\2 a voice message " + mark);
      case "video/mp4" -> text("\0\0\0\30ftypmp42 a clip " + mark);
      case "application/pdf" -> text("%PDF-1.4\n% document " + mark + "\n%%EOF\n");
      default -> text("A generated file " + mark + "\n");
    };
  }

  private static byte[] text(String content) {
    return content.getBytes(StandardCharsets.UTF_8);
  }

  private byte[] picture(String format) {
    BufferedImage image = new BufferedImage(16, 16, BufferedImage.TYPE_INT_RGB);
    int colour = random.nextInt(0x1000000);
    for (int pixel = 0; pixel < 256; pixel++) {
      image.setRGB(pixel % 16, pixel / 16, colour);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, format, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
