import Statistics

/// The Shapley value of one task under the default game, exact by Owen's multilinear extension.
///
/// g(S) = (sum over authors in S of a_i) (1 - kappa prod over supporters in S of (1 - d_r)) / g(N), with sum a_i = 1. Work
/// without review keeps most of its value; help on nothing is worth nothing. For a product of independent factors the
/// extension's diagonal is a polynomial of degree at most the number of supporters, so ceil((m + 1)/2) Gauss-Legendre
/// nodes are exact: phi_author = a_i A / Z, phi_r = B_r / Z with A = int 1 - kappa P(q) dq,
/// B_r = int q kappa d_r P(q) / (1 - d_r q) dq, P(q) = prod (1 - d_r q), Z = 1 - kappa P(1).
/// Source: Owen 1972, Multilinear extensions of games; models.md, section 2.
struct SupportedTask: Sendable {
  /// What part of a task's worth depends on support, in [0, 1).
  let kappa: Double
  /// Rules by number of nodes, from 1.
  private let rules: [GaussLegendre]

  init(kappa: Double) throws(AttributionError) {
    guard kappa >= 0, kappa < 1 else { throw AttributionError(.invalidParameter, "kappa") }
    self.kappa = kappa
    rules = (1...8).map { GaussLegendre(count: $0) }
  }

  /// The authors' part of the task, as a fraction of 1; `supporters` holds d_r on entry and phi_r on return;
  /// `parts` is a buffer to work in.
  /// - Complexity: O(m^2) for m supporters; closed form for none and one.
  func divide(_ supporters: inout [Double], scratch parts: inout [Double]) -> Double {
    switch supporters.count {
    case 0: return 1
    case 1:
      let detection = supporters[0]
      let total = 1 - kappa * (1 - detection)
      supporters[0] = kappa * detection / 2 / total
      return (1 - kappa + kappa * detection / 2) / total
    default: return integrate(&supporters, &parts)
    }
  }

  private func integrate(_ supporters: inout [Double], _ parts: inout [Double]) -> Double {
    let count = GaussLegendre.nodes(forDegree: supporters.count)
    let rule = count <= rules.count ? rules[count - 1] : GaussLegendre(count: count)
    parts.removeAll(keepingCapacity: true)
    for _ in supporters { parts.append(0) }
    var authors = 0.0
    for node in rule.nodes.indices {
      let q = rule.nodes[node]
      var miss = 1.0
      for detection in supporters { miss *= 1 - detection * q }
      authors += rule.weights[node] * (1 - kappa * miss)
      let scale = rule.weights[node] * q * kappa * miss
      // d < 1 or q < 1 at every node, so the factor divided out is never 0.
      for index in parts.indices { parts[index] += scale * supporters[index] / (1 - supporters[index] * q) }
    }
    var miss = 1.0
    for detection in supporters { miss *= 1 - detection }
    let total = 1 - kappa * miss
    for index in parts.indices { supporters[index] = parts[index] / total }
    return authors / total
  }
}
