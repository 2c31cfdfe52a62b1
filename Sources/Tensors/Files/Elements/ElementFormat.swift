// SPDX-License-Identifier: Apache-2.0

/// How numbers lie in a file.
struct ElementFormat: Hashable, Sendable {
  var type: ElementType
  var isBigEndian = false
}

extension ByteSource {
  /// The numbers of a file from byte `offset` on; their bytes must lie within the source.
  ///
  /// Numbers of the tensor's own type keep their bits, NaN payloads too; others are rounded to nearest. Beside the
  /// result a block of bounded size is allocated.
  func scalars<Scalar: Real>(_ format: ElementFormat, from offset: Int, count: Int) throws(FileError)
    -> [Scalar]
  {
    try Array(capacity: count) { (output: inout OutputSpan<Scalar>) throws(FileError) in
      try output.withUnsafeMutableBufferPointer { (scalars, initialized) throws(FileError) in
        if format == ElementFormat(type: ElementType(of: Scalar.self)) {
          try fill(UnsafeMutableRawBufferPointer(scalars), from: offset)
        } else {
          try convert(format, from: offset, into: scalars)
        }
        initialized = count
      }
    }
  }

  private func convert<Scalar: Real>(
    _ format: ElementFormat, from offset: Int, into scalars: UnsafeMutableBufferPointer<Scalar>
  ) throws(FileError) {
    let size = format.type.byteCount
    let block = UnsafeMutableRawBufferPointer.allocate(
      byteCount: min(scalars.count * size, 1 << 18), alignment: 8)
    defer { block.deallocate() }
    var done = 0
    while done < scalars.count {
      let count = min(block.count / size, scalars.count - done)
      let bytes = UnsafeMutableRawBufferPointer(rebasing: block[..<(count * size)])
      try fill(bytes, from: offset + done * size)
      if format.isBigEndian { bytes.reverseEach(size) }
      convertElements(
        UnsafeRawBufferPointer(bytes), of: format.type, into: scalars.extracting(done..<done + count))
      done += count
    }
  }
}

@specialized(where Scalar == Double)
@specialized(where Scalar == Float)
private func convertElements<Scalar: Real>(
  _ bytes: UnsafeRawBufferPointer, of type: ElementType, into scalars: UnsafeMutableBufferPointer<Scalar>
) {
  switch type {
  case .bool: convert(bytes, into: scalars) { (x: UInt8) in x == 0 ? 0 : 1 }
  case .int8: convert(bytes, into: scalars) { (x: Int8) in Scalar(x) }
  case .int16: convert(bytes, into: scalars) { (x: Int16) in Scalar(x) }
  case .int32: convert(bytes, into: scalars) { (x: Int32) in Scalar(x) }
  case .int64: convert(bytes, into: scalars) { (x: Int64) in Scalar(x) }
  case .uint8: convert(bytes, into: scalars) { (x: UInt8) in Scalar(x) }
  case .uint16: convert(bytes, into: scalars) { (x: UInt16) in Scalar(x) }
  case .uint32: convert(bytes, into: scalars) { (x: UInt32) in Scalar(x) }
  case .uint64: convert(bytes, into: scalars) { (x: UInt64) in Scalar(x) }
  case .float16: convert(bytes, into: scalars) { (x: UInt16) in Scalar(Float(halfPrecisionBits: x)) }
  case .bfloat16: convert(bytes, into: scalars) { (x: UInt16) in Scalar(Float(bitPattern: UInt32(x) << 16)) }
  case .float32: convert(bytes, into: scalars) { (x: UInt32) in Scalar(Float(bitPattern: x)) }
  case .float64: convert(bytes, into: scalars) { (x: UInt64) in Scalar(Double(bitPattern: x)) }
  }
}

@inline(__always)
private func convert<Word: BitwiseCopyable, Scalar: Real>(
  _ bytes: UnsafeRawBufferPointer, into scalars: UnsafeMutableBufferPointer<Scalar>, _ value: (Word) -> Scalar
) {
  for i in 0..<scalars.count {
    let word = bytes.loadUnaligned(fromByteOffset: i * MemoryLayout<Word>.size, as: Word.self)
    scalars.initializeElement(at: i, to: value(word))
  }
}

extension UnsafeMutableRawBufferPointer {
  /// Reverses the bytes of each element of `size` bytes.
  fileprivate func reverseEach(_ size: Int) {
    for start in stride(from: 0, to: count, by: size) {
      var (low, high) = (start, start + size - 1)
      while low < high {
        swapAt(low, high)
        (low, high) = (low + 1, high - 1)
      }
    }
  }
}
