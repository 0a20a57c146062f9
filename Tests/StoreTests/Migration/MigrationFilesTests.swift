import FairshareSQL
import Foundation
import Testing

@Suite("Migration and query files")
struct MigrationFilesTests {
  private func files(in folder: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: PackageRoot.file(folder).path()).sorted()
  }

  @Test("every migration file on disk is listed once, in order, with its own bytes")
  func migrationsAreListed() throws {
    let listed = Migration.all
    #expect(try listed.map(\.name) == files(in: "SQL/migrations"))
    #expect(listed.map(\.number) == Array(1...listed.count))
    for migration in listed {
      let bytes = try Array(Data(contentsOf: PackageRoot.file("SQL/migrations/\(migration.name)")))
      #expect(migration.bytes == bytes, "\(migration.name)")
      #expect(Int(migration.name.prefix(4)) == migration.number, "\(migration.name)")
    }
  }

  @Test("every query file on disk is listed once with its own bytes and opens with a comment")
  func queriesAreListed() throws {
    #expect(try Query.all.map { "\($0.name).sql" }.sorted() == files(in: "SQL/queries"))
    for query in Query.all {
      let bytes = try Array(Data(contentsOf: PackageRoot.file("SQL/queries/\(query.name).sql")))
      #expect(query.bytes == bytes, "\(query.name)")
      #expect(query.sql.hasPrefix("-- "), "\(query.name)")
    }
  }

  @Test("no migration takes part in its own transaction")
  func noTransactionStatements() {
    for migration in Migration.all {
      for line in migration.sql.uppercased().split(separator: "\n") {
        #expect(!line.hasPrefix("COMMIT") && !line.hasPrefix("ROLLBACK"), "\(migration.name)")
        #expect(!line.hasPrefix("BEGIN;") && !line.hasPrefix("START TRANSACTION"), "\(migration.name)")
      }
    }
  }
}
