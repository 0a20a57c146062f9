import Statistics
import Testing

// Reference values to 17 digits from mpmath 1.3; 1e-13 leaves room for about 100 rounding steps of the recurrences.
@Test("log-gamma, digamma and trigamma agree with reference values from 1e-3 to 1e6")
func gammaFunctions() {
  let references: [(x: Double, logGamma: Double, digamma: Double, trigamma: Double)] = [
    (0.001, 6.907178885383853, -1000.5755719318103, 1000001.6425331958),
    (0.1, 2.252712651734206, -10.423754940411076, 101.43329915079275),
    (0.5, 0.5723649429247001, -1.9635100260214235, 4.934802200544679),
    (1.0, 0.0, -0.5772156649015329, 1.6449340668482264),
    (1.5, -0.12078223763524522, 0.03648997397857652, 0.9348022005446793),
    (2.0, 0.0, 0.42278433509846713, 0.6449340668482264),
    (3.25, 0.9358019311087253, 1.016990911068179, 0.3597982903095799),
    (11.99, 17.477885575426185, 2.441792283668335, 0.08697741048698757),
    (12.0, 17.502307845873887, 2.442661679975812, 0.08690187287176838),
    (57.5, 174.37212981874515, 4.04306409160271, 0.017543409716574622),
    (1000000.0, 12815504.569147611, 13.815510057964191, 1.0000005000001667e-06),
  ]
  for row in references {
    #expect((logGamma(row.x) - row.logGamma).magnitude <= 1e-13 * max(1, row.logGamma.magnitude), "\(row.x)")
    #expect((digamma(row.x) - row.digamma).magnitude <= 1e-13 * max(1, row.digamma.magnitude), "\(row.x)")
    #expect((trigamma(row.x) - row.trigamma).magnitude <= 1e-13 * max(1, row.trigamma.magnitude), "\(row.x)")
  }
  #expect(logGamma(0).isNaN && digamma(-1).isNaN && trigamma(.nan).isNaN)
}

@Test("the beta quantile inverts the beta distribution over four decades of parameters")
func betaInverse() throws {
  for a in [0.05, 0.5, 1, 3.5, 40, 900] {
    for b in [0.05, 0.5, 1, 7.25, 300] {
      let beta = try #require(BetaDistribution(a: a, b: b))
      for p in [1e-4, 0.05, 0.5, 0.95, 0.9999] {
        let x = beta.quantile(p)
        // The quantile is right when p lies between the probabilities a few ulp below and above it.
        let below = beta.cumulative(x - 8 * x.ulp) - 1e-12
        let above = beta.cumulative(x + 8 * x.ulp) + 1e-12
        #expect(below <= p && p <= above, "a \(a) b \(b) p \(p) x \(x)")
      }
    }
  }
  #expect(BetaDistribution(a: 0, b: 1) == nil)
}

@Test("normal quantile and cumulative are inverse in both tails")
func normalInverse() {
  #expect((normalQuantile(0.975) - 1.959963984540054).magnitude < 1e-14)
  for p in [1e-300, 1e-12, 0.001, 0.3, 0.5, 0.9, 0.999999] {
    #expect((normalCumulative(normalQuantile(p)) / p - 1).magnitude < 1e-12, "\(p)")
  }
  #expect(normalQuantile(0) == -.infinity && normalQuantile(1) == .infinity && normalQuantile(2).isNaN)
}

@Test("n Gauss-Legendre nodes integrate every power below 2n exactly")
func gaussLegendre() {
  for count in 1...24 {
    let rule = GaussLegendre(count: count)
    for degree in 0..<2 * count {
      let integral = rule.integrate { x in (0..<degree).reduce(1.0) { product, _ in product * x } }
      // A few ulp of 1, the size of the largest term.
      #expect((integral - 1 / Double(degree + 1)).magnitude < 1e-14, "\(count) nodes, x^\(degree)")
    }
    #expect(GaussLegendre.nodes(forDegree: 2 * count - 1) == count)
    #expect(GaussLegendre.nodes(forDegree: 2 * count - 2) == count)
  }
}
