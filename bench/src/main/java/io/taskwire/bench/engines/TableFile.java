package io.taskwire.bench.engines;

import com.almworks.sqlite4java.SQLiteConnection;
import com.almworks.sqlite4java.SQLiteException;
import com.almworks.sqlite4java.SQLiteStatement;
import java.nio.file.Path;

/**
 * The file of SQLite in which DynamoDB Local keeps a table. A million items are written there in
 * half a minute; asking DynamoDB Local for it takes ten. Whoever fills a table here must look by
 * way of DynamoDB Local whether it has become one: the file's form is nobody's promise.
 */
final class TableFile {
  private static final String FILE = "shared-local-instance.db";

  private final Path folder;
  private final String table;

  TableFile(Path folder, String table) {
    this.folder = folder;
    this.table = table;
  }

  /**
   * Copies an item.
   *
   * @param partition its partition key, which ends with a number
   * @param sort its sort key
   * @param from the number that the first copy has instead, of as many digits
   * @param to the number after that of the last copy
   */
  void copy(String partition, String sort, long from, long to) {
    SQLiteConnection file = new SQLiteConnection(folder.resolve(FILE).toFile());
    try {
      file.open(/* allowCreate= */ false);
      SQLiteStatement copy = file.prepare(copying());
      copy.bind(1, partition).bind(2, from).bind(3, to).bind(4, sort).stepThrough();
    } catch (SQLiteException e) {
      throw new IllegalStateException(e);
    } finally {
      file.dispose();
    }
  }

  /** The hash decides only in which order items are scanned. */
  private String copying() {
    return """
        WITH RECURSIVE numbers(n) AS (
          SELECT ?2 UNION ALL SELECT n + 1 FROM numbers WHERE n + 1 < ?3),
        copies(pk) AS (SELECT substr(?1, 1, length(?1) - length(?2)) || n FROM numbers)
        INSERT INTO "%1$s" (hashKey, rangeKey, hashValue, rangeValue, itemSize, ObjectJSON)
        SELECT CAST(copies.pk AS BLOB), rangeKey, randomblob(20), rangeValue, itemSize,
          CAST(replace(CAST(ObjectJSON AS TEXT), '"' || ?1 || '"', '"' || copies.pk || '"') AS BLOB)
        FROM copies, "%1$s" WHERE hashKey = CAST(?1 AS BLOB) AND rangeKey = CAST(?4 AS BLOB)
        """
        .formatted(table);
  }
}
