import FairshareSQL
import Foundation
import Postgres
import Store
import Testing

@Suite("The schema")
struct MigrationSchemaTests {
  @Test("every table, view, column and function of both schemas has a comment that is a sentence")
  func comments() throws {
    try TestServer.withMigratedDatabase { connection in
      let missing = try connection.execute(
        """
        SELECT c.oid::pg_catalog.regclass::text || coalesce('.' || a.attname, '')
        FROM pg_catalog.pg_class c
        LEFT JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0
        WHERE c.relnamespace IN ('collab'::regnamespace, 'fairshare'::regnamespace) AND c.relkind IN ('r', 'p', 'v')
          AND (coalesce(obj_description(c.oid, 'pg_class'), '') !~ '^[A-Za-z0-9].*\\.$'
            OR coalesce(col_description(c.oid, a.attnum), '') !~ '^[A-Za-z0-9].*\\.$')
        UNION ALL
        SELECT p.proname::text FROM pg_catalog.pg_proc p
        WHERE p.pronamespace IN ('collab'::regnamespace, 'fairshare'::regnamespace)
          AND coalesce(obj_description(p.oid, 'pg_proc'), '') !~ '\\.$'
        ORDER BY 1
        """)
      for row in 0..<missing.count { Issue.record("no sentence: \(try missing.text(row, 0))") }
    }
  }

  @Test("the committed data dictionary is what a migrated database gives")
  func dictionary() throws {
    let file = PackageRoot.file("docs/data-dictionary.md")
    try TestServer.withMigratedDatabase { connection in
      let markdown = try DataDictionary.markdown(&connection)
      if ProcessInfo.processInfo.environment["FAIRSHARE_RECORD"] != nil {
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try markdown.write(to: file, atomically: true, encoding: .utf8)
        Issue.record("recorded \(file.lastPathComponent); run again without FAIRSHARE_RECORD")
      }
      let isSame = try markdown == String(contentsOf: file, encoding: .utf8)
      #expect(isSame, "docs/data-dictionary.md is out of date; record it with FAIRSHARE_RECORD=1")
      #expect(!markdown.contains("(no comment)"))
    }
  }

  @Test("the server accepts every query")
  func queries() throws {
    try TestServer.withMigratedDatabase { connection in
      for query in Query.all {
        #expect(throws: Never.self, "\(query.name)") { _ = try connection.describe(query.sql) }
      }
    }
  }

  @Test("the input tables have the columns and types that the import writes")
  func inputColumns() throws {
    try TestServer.withMigratedDatabase { connection in
      let rows = try connection.execute(
        """
        SELECT table_name::text, column_name::text, data_type::text FROM information_schema.columns
        WHERE table_schema = 'collab' ORDER BY table_name::text COLLATE "C", ordinal_position
        """)
      var stored: [String] = []
      for row in 0..<rows.count {
        stored.append("\(try rows.text(row, 0)).\(try rows.text(row, 1)) \(try rows.text(row, 2))")
      }
      let written = ContractTable.all.sorted { $0.name < $1.name }.flatMap { table in
        table.columns.map { "\(table.name).\($0.name) \($0.databaseType)" }
      }
      #expect(stored == written)
    }
  }

  @Test("every result family is partitioned by run on one level and has no trigger and no foreign key")
  func families() throws {
    try TestServer.withMigratedDatabase { connection in
      let families = try connection.execute(
        """
        SELECT c.relname::text, pg_catalog.pg_get_partkeydef(c.oid), c.relhastriggers,
          EXISTS (SELECT FROM pg_catalog.pg_constraint k WHERE k.conrelid = c.oid AND k.contype = 'f')
        FROM pg_catalog.pg_class c WHERE c.relnamespace = 'fairshare'::regnamespace AND c.relkind = 'p'
        ORDER BY c.relname
        """)
      var names: [String] = []
      for row in 0..<families.count {
        names.append(try families.text(row, 0))
        #expect(try families.text(row, 1) == "LIST (run_id)")
        #expect(try !families.bool(row, 2))
        #expect(try !families.bool(row, 3))
      }
      #expect(
        names == [
          "consensus_steps", "evidence_pieces", "evidence_records", "findings", "key_result_scores",
          "objective_contributions", "person_scores", "shares", "team_rhythms", "team_totals",
        ])
    }
  }
}
