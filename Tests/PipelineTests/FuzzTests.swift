import Foundation
import Fuzzing
import Testing

@Suite("Made-up bytes crash no reader and break no promise") struct FuzzTests {
  @Test("a few thousand inputs for each reader; Scripts/fuzz tries ten million", arguments: Fuzzer.Target.allCases)
  func smoke(target: Fuzzer.Target) throws {
    let fuzzer = Fuzzer(seed: 1, corpus: try Fuzzer.corpus(PackageRoot.file("Fixtures/fuzz").path()))
    let broken = fuzzer.run(target, count: target == .configuration ? 300 : 3000)
    #expect(broken.isEmpty, "\(broken)")
  }
}
