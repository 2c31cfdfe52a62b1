// SPDX-License-Identifier: Apache-2.0

#if _endian(big)
  #error("Numbers in files lie in little-endian order, as in memory of the machines that are supported.")
#endif

extension Array where Element: Real {
  /// Hands the numbers to `body` as they lie in a file.
  func withLittleEndianBytes<Result, Failure: Error>(
    _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try withUnsafeBufferPointer { (scalars) throws(Failure) in try body(UnsafeRawBufferPointer(scalars)) }
  }
}

extension FixedWidthInteger {
  /// The bytes, the lowest first.
  var littleEndianBytes: [UInt8] {
    (0..<Self.bitWidth / 8).map { UInt8(truncatingIfNeeded: self >> (8 * $0)) }
  }
}

extension Float {
  /// The number whose bits in half precision (IEEE 754 binary16) are given.
  init(halfPrecisionBits bits: UInt16) {
    let sign = UInt32(bits & 0x8000) << 16
    let magnitude = UInt32(bits & 0x7FFF) << 13
    // Infinities and NaN have the largest exponent in either type. Else scaling by a power of two makes up for the
    // exponents' biases, of 15 and 127, exactly and for subnormal numbers, too.
    let number =
      magnitude >= 0x0F80_0000
      ? magnitude | 0x7F80_0000 : (Float(bitPattern: magnitude) * 0x1p112).bitPattern
    self.init(bitPattern: sign | number)
  }
}
