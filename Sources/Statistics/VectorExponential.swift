/// e^x of eight numbers at once, to 1e-14 of the value; 0 below -700, and at least finite above 700.
///
/// The same bits on every machine: only additions and multiplications, in a fixed order. x = k ln 2 + r with |r| <= ln 2 / 2, and e^r by
/// its series to the eleventh power.
@inlinable public func exponential(_ x: SIMD8<Double>) -> SIMD8<Double> {
  let (least, most) = (SIMD8<Double>(repeating: -700), SIMD8<Double>(repeating: 700))
  var bounded = x.replacing(with: least, where: x .< least)
  bounded = bounded.replacing(with: most, where: bounded .> most)
  // Adding 1.5 x 2^52 rounds to an integer, which then stands in the lowest bits.
  let magic = 0x1.8p52
  let shifted = bounded * 1.4426950408889634 + magic
  let k = shifted - magic
  var rest = bounded - k * 0x1.62e42fefap-1
  rest -= k * 0x1.cf79abc9e3b39p-40
  var series = rest * (1 / 39_916_800) + (1 / 3_628_800)
  series = series * rest + (1 / 362_880)
  series = series * rest + (1 / 40_320)
  series = series * rest + (1 / 5_040)
  series = series * rest + (1 / 720)
  series = series * rest + (1 / 120)
  series = series * rest + (1 / 24)
  series = series * rest + (1 / 6)
  series = series * rest + 0.5
  series = series * rest + 1
  series = series * rest + 1
  let exponents = (unsafe unsafeBitCast(shifted, to: SIMD8<UInt64>.self) &+ 1023) &<< 52
  let power = unsafe unsafeBitCast(exponents, to: SIMD8<Double>.self)
  return (series * power).replacing(with: 0, where: x .< least)
}
