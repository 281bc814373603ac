package io.taskwire.wazzup;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;

/**
 * Where Wazzup's API is, and the key to it.
 *
 * @param url without {@code /v3}
 */
record WazzupApi(URI url, String key) {
  /**
   * Begins a request.
   *
   * @param path without {@code /v3}, with its slash
   * @throws IllegalArgumentException when address or key can't be used; its message may show the
   *     key
   */
  HttpRequest.Builder request(String path) {
    String base = url.toString();
    String address = base.endsWith("/") ? base.substring(0, base.length() - 1) : base;
    return HttpRequest.newBuilder(URI.create(address + "/v3" + path))
        .version(HttpClient.Version.HTTP_1_1)
        .header("Authorization", "Bearer " + key)
        .header("Accept", "application/json");
  }

  /** Without the key. */
  @Override
  public String toString() {
    return "WazzupApi[" + url + "]";
  }
}
