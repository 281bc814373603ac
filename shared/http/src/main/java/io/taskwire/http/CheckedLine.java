package io.taskwire.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * Asks a server for a file and listens until the file itself would begin. It connects to the very
 * address that was checked and asks for no name twice, so a name that leads elsewhere the next
 * moment leads nowhere here. No proxy is used: it would do the asking.
 *
 * @param addresses those that may be connected to
 */
record CheckedLine(Names names, Predicate<InetAddress> addresses, SSLSocketFactory tls) {
  private static final int CONNECT_MILLIS = 3_000;

  /** What the addresses of a host are. */
  interface Names {
    InetAddress[] of(String host) throws UnknownHostException;
  }

  /** No address of the host may be connected to. */
  static final class Forbidden extends IOException {
    private static final long serialVersionUID = 1L;
  }

  /**
   * The head of the answer to a GET, as Wazzup will send it.
   *
   * @param link of the web
   */
  AnswerHead ask(URI link) throws IOException {
    URI ascii = URI.create(link.toASCIIString());
    boolean https = ascii.getScheme().equalsIgnoreCase("https");
    int port = ascii.getPort() != -1 ? ascii.getPort() : https ? 443 : 80;
    // Only this one is closed: TLS would want to say goodbye, and wait for it.
    try (Socket connected = connect(ascii.getHost(), port)) {
      Socket line = https ? secured(connected, ascii.getHost(), port) : connected;
      line.getOutputStream().write(request(ascii).getBytes(StandardCharsets.US_ASCII));
      return AnswerHead.read(line.getInputStream());
    }
  }

  private Socket connect(String host, int port) throws IOException {
    List<InetAddress> allowed = Arrays.stream(names.of(host)).filter(addresses).toList();
    IOException trouble = new Forbidden();
    for (InetAddress address : allowed) {
      Socket socket = new Socket(Proxy.NO_PROXY);
      try {
        socket.connect(new InetSocketAddress(address, port), CONNECT_MILLIS);
        return socket;
      } catch (IOException unreachable) {
        socket.close();
        trouble = unreachable;
      }
    }
    throw trouble;
  }

  private SSLSocket secured(Socket connected, String host, int port) throws IOException {
    SSLSocket line = (SSLSocket) tls.createSocket(connected, host, port, false);
    SSLParameters parameters = line.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    line.setSSLParameters(parameters);
    line.startHandshake();
    return line;
  }

  private static String request(URI link) {
    String path = link.getRawPath().isEmpty() ? "/" : link.getRawPath();
    String query = link.getRawQuery() == null ? "" : "?" + link.getRawQuery();
    String port = link.getPort() == -1 ? "" : ":" + link.getPort();
    return String.join(
        "\r\n",
        "GET " + path + query + " HTTP/1.1",
        "Host: " + link.getHost() + port,
        "User-Agent: Taskwire",
        "Accept: */*",
        "Accept-Encoding: identity",
        "Connection: close",
        "",
        "");
  }
}
