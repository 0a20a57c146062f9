import Contribution

/// What the records of one key result say about each person: worth, and how many independent acts stand behind it.
///
/// With E_i the worth at exchange rates and Q_i the sum of squared pieces, the size of an act is
/// u_i = (Q_i + q^2) / (E_i + q), q = the key result's own Q/E: a person's own size, pulled by one act of the usual size.
/// Effective acts m_i = E_i / (phi u_i), phi = the company's dispersion.
struct EvidenceReading: Sendable {
  /// E_i >= 0.
  let worth: [Double]
  /// phi u_i > 0.
  let size: [Double]
  /// m_i >= 0.
  let acts: [Double]
  /// Sum of worth.
  let total: Double

  /// - Complexity: O(people x channels).
  init(sums: [Double], squares: [Double], rates: [Double], dispersion: Double) {
    let people = sums.count / Channel.count
    var worth = [Double](repeating: 0, count: people)
    var spread = worth
    var total = 0.0
    var totalSpread = 0.0
    for person in 0..<people {
      var value = 0.0
      var square = 0.0
      for channel in 0..<Channel.count {
        let place = person * Channel.count + channel
        value += sums[place] * rates[channel]
        square += squares[place] * rates[channel] * rates[channel]
      }
      worth[person] = value
      spread[person] = square
      total += value
      totalSpread += square
    }
    let usual = total > 0 ? totalSpread / total : 1
    var size = worth
    var acts = worth
    for person in 0..<people {
      // Not below the usual size: cutting one's own work into small pieces must not make it look more certain.
      let own = worth[person] > 0 ? max(usual, (spread[person] + usual * usual) / (worth[person] + usual)) : usual
      size[person] = dispersion * own
      acts[person] = worth[person] / size[person]
    }
    self.worth = worth
    self.size = size
    self.acts = acts
    self.total = total
  }
}
