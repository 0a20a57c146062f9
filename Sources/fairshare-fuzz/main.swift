import Foundation
import Fuzzing

// Called by Scripts/fuzz: seed, inputs of each target, folder of the corpus.
guard CommandLine.arguments.count == 6, let seed = UInt64(CommandLine.arguments[1]),
  let counts = Optional(CommandLine.arguments[2...4].compactMap { Int($0) }), counts.count == 3
else {
  FileHandle.standardError.write(Data("usage: fairshare-fuzz SEED CSV COPY CONFIGURATION FOLDER\n".utf8))
  exit(64)
}
let fuzzer = Fuzzer(seed: seed, corpus: try Fuzzer.corpus(CommandLine.arguments[5]))
var isBroken = false
for (target, count) in zip(Fuzzer.Target.allCases, counts) {
  let broken = fuzzer.run(target, count: count)
  for fault in broken { print("\(target.rawValue): \(fault)") }
  isBroken = isBroken || !broken.isEmpty
  print("\(target.rawValue): \(count) inputs, \(broken.count) promises broken")
}
exit(isBroken ? 1 : 0)
