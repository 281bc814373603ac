package io.taskwire.core.messenger;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The formats that are told from each other. What is none of them is unknown, and left to Wazzup's
 * judgement.
 */
enum FileFormat {
  JPG(FileKind.PICTURE, "jpg jpeg", "image/jpeg image/jpg"),
  PNG(FileKind.PICTURE, "png", "image/png"),
  BMP(FileKind.PICTURE, "bmp", "image/bmp image/x-ms-bmp"),
  WEBP(FileKind.PICTURE, "webp", "image/webp"),
  HEIC(FileKind.PICTURE, "heic heif", "image/heic image/heif"),
  TIFF(FileKind.PICTURE, "tif tiff", "image/tiff"),
  SVG(FileKind.PICTURE, "svg", "image/svg+xml"),
  ICO(FileKind.PICTURE, "ico", "image/x-icon image/vnd.microsoft.icon"),

  AAC(FileKind.AUDIO, "aac", "audio/aac audio/x-aac"),
  MP3(FileKind.AUDIO, "mp3", "audio/mpeg audio/mp3"),
  AMR(FileKind.AUDIO, "amr", "audio/amr"),
  OGG(FileKind.AUDIO, "ogg oga", "audio/ogg application/ogg"),
  OPUS(FileKind.AUDIO, "opus", "audio/opus"),
  M4A(FileKind.AUDIO, "m4a", "audio/mp4 audio/x-m4a"),
  WAV(FileKind.AUDIO, "wav", "audio/wav audio/x-wav"),
  FLAC(FileKind.AUDIO, "flac", "audio/flac"),
  WMA(FileKind.AUDIO, "wma", "audio/x-ms-wma"),

  MP4(FileKind.VIDEO, "mp4", "video/mp4"),
  MPEG(FileKind.VIDEO, "mpeg mpg", "video/mpeg"),
  MOV(FileKind.VIDEO, "mov", "video/quicktime"),
  AVI(FileKind.VIDEO, "avi", "video/x-msvideo"),
  WEBM(FileKind.VIDEO, "webm", "video/webm"),
  MKV(FileKind.VIDEO, "mkv", "video/x-matroska"),
  WMV(FileKind.VIDEO, "wmv", "video/x-ms-wmv"),

  /** Wazzup's page lists it with the documents. */
  GIF(FileKind.DOCUMENT, "gif", "image/gif"),
  PDF(FileKind.DOCUMENT, "pdf", "application/pdf"),
  ZIP(FileKind.DOCUMENT, "zip", "application/zip application/x-zip-compressed"),
  DOC(
      FileKind.DOCUMENT,
      "doc docx",
      "application/msword " + FileFormat.OFFICE + "wordprocessingml.document"),
  XLS(
      FileKind.DOCUMENT,
      "xls xlsx",
      "application/vnd.ms-excel " + FileFormat.OFFICE + "spreadsheetml.sheet"),
  PPT(
      FileKind.DOCUMENT,
      "ppt pptx",
      "application/vnd.ms-powerpoint " + FileFormat.OFFICE + "presentationml.presentation"),
  RAR(FileKind.DOCUMENT, "rar", "application/vnd.rar application/x-rar-compressed"),
  SEVEN_ZIP(FileKind.DOCUMENT, "7z", "application/x-7z-compressed"),
  TXT(FileKind.DOCUMENT, "txt", "text/plain"),
  CSV(FileKind.DOCUMENT, "csv", "text/csv"),
  RTF(FileKind.DOCUMENT, "rtf", "application/rtf text/rtf"),
  HTML(FileKind.DOCUMENT, "html htm", "text/html"),
  EXE(FileKind.DOCUMENT, "exe msi", "application/x-msdownload"),
  APK(FileKind.DOCUMENT, "apk", "application/vnd.android.package-archive");

  private static final String OFFICE = "application/vnd.openxmlformats-officedocument.";

  private final FileKind kind;
  private final String extensions;
  private final String mediaTypes;

  FileFormat(FileKind kind, String extensions, String mediaTypes) {
    this.kind = kind;
    this.extensions = extensions;
    this.mediaTypes = mediaTypes;
  }

  static Optional<FileFormat> ofName(String name) {
    String extension = name.substring(name.lastIndexOf('.') + 1).strip().toLowerCase(Locale.ROOT);
    return Arrays.stream(values())
        .filter(format -> format.extensions().contains(extension))
        .filter(format -> name.indexOf('.') >= 0)
        .findFirst();
  }

  /**
   * The format of a media type.
   *
   * @param mediaType in lower case, without parameters
   */
  static Optional<FileFormat> ofMediaType(String mediaType) {
    return Arrays.stream(values())
        .filter(format -> words(format.mediaTypes).contains(mediaType))
        .findFirst();
  }

  FileKind kind() {
    return kind;
  }

  List<String> extensions() {
    return words(extensions);
  }

  private static List<String> words(String words) {
    return List.of(words.split(" ", -1));
  }
}
