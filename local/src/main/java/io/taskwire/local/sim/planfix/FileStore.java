package io.taskwire.local.sim.planfix;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The files of the account, found by the hash that stands in their links. */
final class FileStore {

  private final Supplier<URI> publicAddress;
  private final String seed;
  private final AtomicLong count = new AtomicLong();
  private final Map<String, StoredFile> files = new ConcurrentHashMap<>();

  /**
   * @param seed makes the hashes differ from those of other runs
   */
  FileStore(Supplier<URI> publicAddress, String seed) {
    this.publicAddress = publicAddress;
    this.seed = seed;
  }

  StoredFile uploaded(String name, String contentType, byte[] bytes) {
    return add(name, null, new StoredFile.Content.Ready(contentType, bytes));
  }

  StoredFile toBeFetched(String name, String url) {
    return add(name, url, new StoredFile.Content.Pending());
  }

  private StoredFile add(String name, @Nullable String sourceUrl, StoredFile.Content content) {
    String hash = hash("file " + count.incrementAndGet());
    StoredFile file = new StoredFile(hash, name, sourceUrl, content);
    files.put(hash, file);
    return file;
  }

  /**
   * A word that cannot be guessed from the outside of this run but is the same for the same text.
   */
  String hash(String text) {
    return UUID.nameUUIDFromBytes((seed + ' ' + text).getBytes(UTF_8)).toString().replace("-", "");
  }

  StoredFile get(String hash) {
    StoredFile file = files.get(hash);
    if (file == null) {
      throw new NoSuchElementException("no such file");
    }
    return file;
  }

  /** The link that connectors get: open to whoever knows it. */
  URI publicLink(StoredFile file) {
    return URI.create(publicAddress.get() + "/file/" + file.hash);
  }

  /** The link for people who look at the simulator, which no knob disturbs. */
  URI controlLink(StoredFile file) {
    return URI.create(publicAddress.get() + "/control/files/" + file.hash);
  }

  URI avatar(Employee employee) {
    return URI.create(publicAddress.get() + "/?action=getuserpic&id=" + employee.id());
  }

  void clear() {
    files.clear();
  }
}
