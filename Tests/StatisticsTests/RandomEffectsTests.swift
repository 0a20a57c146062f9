import Statistics
import Testing

@Test("equal effects have no variance between them, and unusable input gives nothing")
func randomEffects() throws {
  let pooled = try #require(RandomEffects.pauleMandel(effects: [1, 1, 1], variances: [1, 2, 3]))
  #expect(pooled.tau2 == 0 && pooled.mean == 1 && pooled.shrunk == [1, 1, 1])
  #expect(RandomEffects.derSimonianLaird(effects: [1], variances: [1]) == nil)
  #expect(RandomEffects.pauleMandel(effects: [1, 2], variances: [1, 0]) == nil)
}
