package io.taskwire.http;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;

/**
 * Which addresses lie on the public internet (IANA, special-purpose address registries of IPv4 and
 * IPv6). What embeds an IPv4 address is judged by that one, or not public at all.
 */
final class PublicAddress {
  private static final List<Block> NOT_OF_IPV4 =
      Block.all(
          "0.0.0.0/8",
          "10.0.0.0/8",
          "100.64.0.0/10",
          "127.0.0.0/8",
          "169.254.0.0/16",
          "172.16.0.0/12",
          "192.0.0.0/24",
          "192.0.2.0/24",
          "192.88.99.0/24",
          "192.168.0.0/16",
          "198.18.0.0/15",
          "198.51.100.0/24",
          "203.0.113.0/24",
          "224.0.0.0/4",
          "240.0.0.0/4");

  private static final Block GLOBAL_UNICAST = Block.of("2000::/3");

  // Teredo and other protocols, documentation, 6to4.
  private static final List<Block> NOT_OF_IPV6 =
      Block.all("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20");

  /** NAT64: the last four bytes are the IPv4 address that is really reached. */
  private static final Block TRANSLATED = Block.of("64:ff9b::/96");

  private PublicAddress() {}

  static boolean test(InetAddress address) {
    byte[] bytes = address.getAddress();
    if (!(address instanceof Inet6Address)) {
      return isPublicIpv4(bytes);
    }
    return TRANSLATED.contains(bytes)
        ? isPublicIpv4(Arrays.copyOfRange(bytes, 12, 16))
        : GLOBAL_UNICAST.contains(bytes)
            && NOT_OF_IPV6.stream().noneMatch(block -> block.contains(bytes));
  }

  private static boolean isPublicIpv4(byte[] bytes) {
    return NOT_OF_IPV4.stream().noneMatch(block -> block.contains(bytes));
  }

  /** The addresses that begin with the same bits. */
  private record Block(InetAddress start, int bits) {
    static Block of(String text) {
      int slash = text.indexOf('/');
      return new Block(
          InetAddress.ofLiteral(text.substring(0, slash)),
          Integer.parseInt(text.substring(slash + 1)));
    }

    static List<Block> all(String... texts) {
      return Arrays.stream(texts).map(Block::of).toList();
    }

    /** Whether it holds an address of the same family. */
    boolean contains(byte[] address) {
      byte[] prefix = start.getAddress();
      for (int bit = 0; bit < bits; bit++) {
        int mask = 0x80 >> (bit % 8);
        if ((address[bit / 8] & mask) != (prefix[bit / 8] & mask)) {
          return false;
        }
      }
      return true;
    }
  }
}
