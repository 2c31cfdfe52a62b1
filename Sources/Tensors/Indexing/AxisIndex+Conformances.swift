// SPDX-License-Identifier: Apache-2.0
// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation
// The protocol documents its requirements.

extension Int: AxisIndex {
  public func selection(ofExtent extent: Int) -> AxisSelection? {
    let position = self < 0 ? self + extent : self
    guard 0 <= position, position < extent else { return nil }
    return AxisSelection(start: position, count: 1, dropsAxis: true)
  }

  public var notation: String { description }
}

extension Range<Int>: AxisIndex {
  public func selection(ofExtent extent: Int) -> AxisSelection? {
    AxisSelection(from: lowerBound, upTo: upperBound, ofExtent: extent)
  }

  public var notation: String { description }
}

extension ClosedRange<Int>: AxisIndex {
  public func selection(ofExtent extent: Int) -> AxisSelection? {
    AxisSelection(from: lowerBound, through: upperBound, ofExtent: extent)
  }

  public var notation: String { description }
}

extension PartialRangeFrom<Int>: AxisIndex {
  public func selection(ofExtent extent: Int) -> AxisSelection? {
    AxisSelection(from: lowerBound, upTo: extent, ofExtent: extent)
  }

  public var notation: String { "\(lowerBound)..." }
}

extension PartialRangeUpTo<Int>: AxisIndex {
  public func selection(ofExtent extent: Int) -> AxisSelection? {
    AxisSelection(from: 0, upTo: upperBound, ofExtent: extent)
  }

  public var notation: String { "..<\(upperBound)" }
}

extension PartialRangeThrough<Int>: AxisIndex {
  public func selection(ofExtent extent: Int) -> AxisSelection? {
    AxisSelection(from: 0, through: upperBound, ofExtent: extent)
  }

  public var notation: String { "...\(upperBound)" }
}
