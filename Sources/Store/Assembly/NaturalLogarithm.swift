import Glibc

/// ln x, of a value that is known to be above 0.
func naturalLogarithm(_ value: Double) -> Double { log(value) }
