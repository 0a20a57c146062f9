import Postgres
import Testing

/// HMAC-SHA-256 out of the server's own sha256, against the vectors of RFC 4231.
@Suite("The keyed hash")
struct KeyedHashTests {
  private static let vectors: [(key: String, message: String, digest: String)] = [
    (
      "repeat('0b', 20)", "'4869205468657265'",
      "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"
    ),
    (
      "'4a656665'", "'7768617420646f2079612077616e7420666f72206e6f7468696e673f'",
      "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
    ),
    (
      "repeat('aa', 20)", "repeat('dd', 50)", "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe"
    ),
    (
      "'0102030405060708090a0b0c0d0e0f10111213141516171819'", "repeat('cd', 50)",
      "82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b"
    ),
    (
      "repeat('aa', 131)",
      "'54657374205573696e67204c6172676572205468616e20426c6f636b2d53697a65204b6579202d2048617368204b6579204669727374'",
      "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"
    ),
    (
      "repeat('aa', 131)",
      """
      '5468697320697320612074657374207573696e672061206c6172676572207468616e20626c6f636b2d73697a65206b657920616e642061206c617267657220'
      || '7468616e20626c6f636b2d73697a6520646174612e20546865206b6579206e6565647320746f20626520686173686564206265666f7265206265696e67207573656420627920746865'
      || '20484d414320616c676f726974686d2e'
      """,
      "9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2"
    ),
  ]

  @Test("the vectors of RFC 4231 come out, also for keys longer than a block", arguments: vectors.indices)
  func matches(index: Int) throws {
    let (key, message, digest) = Self.vectors[index]
    try TestServer.withMigratedDatabase { connection in
      let rows = try connection.execute(
        "SELECT encode(fairshare.hmac_sha256(decode(\(key), 'hex'), decode(\(message), 'hex')), 'hex')")
      #expect(try rows.text(0, 0) == digest)
    }
  }

  @Test("each period is given a key of its own when it is first published")
  func keys() throws {
    try TestServer.withMigratedDatabase { connection in
      try connection.executeScript(
        """
        INSERT INTO fairshare.runs (run_id, period_id, state, started_at, engine_version, schema_version)
        SELECT gen_random_uuid(), p, 'published', now(), '0', 1 FROM unnest(ARRAY['p1', 'p2']) AS p;
        INSERT INTO fairshare.published_runs SELECT period_id, run_id FROM fairshare.runs;
        """)
      let rows = try connection.execute(
        "SELECT count(DISTINCT secret), min(length(secret)) FROM fairshare.secrets WHERE name LIKE 'pseudonym p_'")
      #expect(try rows.integer(0, 0) == 2)
      #expect(try rows.integer(0, 1) == 32)
    }
  }
}
