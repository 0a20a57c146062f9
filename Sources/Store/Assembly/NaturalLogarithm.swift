import Glibc

/// ln x, of a value that is known to be above 0.
func naturalLogarithm(_ value: Double) -> Double { log(value) }

/// e to the power of x.
func exponential(_ value: Double) -> Double { exp(value) }
