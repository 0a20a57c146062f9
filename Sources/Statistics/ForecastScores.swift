import Glibc

/// The mean squared difference of probability and outcome (Brier 1950), in [0, 1], lower is better; nil for no forecasts.
public func brierScore(probabilities: [Double], outcomes: [Bool]) -> Double? {
  precondition(probabilities.count == outcomes.count)
  guard !probabilities.isEmpty else { return nil }
  var sum = CompensatedSum()
  for (probability, outcome) in zip(probabilities, outcomes) {
    let error = probability - (outcome ? 1 : 0)
    sum.add(error * error)
  }
  return sum.value / Double(probabilities.count)
}

/// The mean of -ln(probability given to what happened), >= 0, lower is better; infinite for a certain forecast that failed;
/// nil for no forecasts.
public func logLoss(probabilities: [Double], outcomes: [Bool]) -> Double? {
  precondition(probabilities.count == outcomes.count)
  guard !probabilities.isEmpty else { return nil }
  var sum = 0.0
  var compensated = CompensatedSum()
  for (probability, outcome) in zip(probabilities, outcomes) {
    let loss = outcome ? -log(probability) : -log1p(-probability)
    if loss.isFinite { compensated.add(loss) } else { sum += loss }
  }
  return (compensated.value + sum) / Double(probabilities.count)
}
