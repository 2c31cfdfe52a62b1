// SPDX-License-Identifier: Apache-2.0

/// Which elements of one buffer enter which elements of another: a set of pairs of places, by strides.
///
/// All of broadcasting, slices, transposes and reductions are such maps, and so are their transposes.
struct ElementMap {
  /// A step along an axis, in elements of either side.
  struct Axis {
    var extent: Int
    var source: Int
    var target: Int
  }

  private enum Outermost {
    case axis(Axis)
    /// Places that follow no stride, relative to the first ones.
    case list([(source: Int, target: Int)])
  }

  private let outermost: Outermost
  /// The axes inside the outermost one; the last is a row.
  private let inner: [Axis]
  private let firstSource: Int
  private let firstTarget: Int
  /// What the inner axes add to a place.
  private let sourceReach: ClosedRange<Int>
  private let targetReach: ClosedRange<Int>

  private init(_ outermost: Outermost, _ inner: [Axis], _ firstSource: Int, _ firstTarget: Int) {
    self.outermost = outermost
    self.inner = inner
    self.firstSource = firstSource
    self.firstTarget = firstTarget
    sourceReach = Self.reach(inner.map { ($0.extent, $0.source) })
    targetReach = Self.reach(inner.map { ($0.extent, $0.target) })
  }

  /// The map along axes, outermost first, from the first places on; `nil` when there are no pairs.
  init?(_ axes: [Axis], from source: Int, to target: Int) {
    guard axes.allSatisfy({ $0.extent > 0 }) else { return nil }
    var merged = Self.merged(axes)
    let outermost = merged.isEmpty ? Axis(extent: 1, source: 0, target: 0) : merged.removeFirst()
    self.init(.axis(outermost), merged, source, target)
  }

  /// The map of listed pairs, each of them repeated along axes; `nil` when there are no pairs.
  init?(_ pairs: [(source: Int, target: Int)], _ axes: [Axis] = [], from source: Int, to target: Int) {
    guard !pairs.isEmpty, axes.allSatisfy({ $0.extent > 0 }) else { return nil }
    self.init(.list(pairs), Self.merged(axes), source, target)
  }

  /// The map from the targets to the sources.
  var transposed: ElementMap {
    func swapped(_ axis: Axis) -> Axis {
      Axis(extent: axis.extent, source: axis.target, target: axis.source)
    }
    let outermost: Outermost =
      switch outermost {
      case .axis(let axis): .axis(swapped(axis))
      case .list(let pairs): .list(pairs.map { ($0.target, $0.source) })
      }
    return ElementMap(outermost, inner.map(swapped), firstTarget, firstSource)
  }

  /// Neighbouring axes that both sides cross evenly become one.
  private static func merged(_ axes: [Axis]) -> [Axis] {
    var merged: [Axis] = []
    for axis in axes where axis.extent != 1 {
      if let last = merged.last, last.source == axis.source * axis.extent,
        last.target == axis.target * axis.extent
      {
        merged[merged.count - 1] = Axis(
          extent: last.extent * axis.extent, source: axis.source, target: axis.target)
      } else {
        merged.append(axis)
      }
    }
    return merged
  }

  private static func reach(_ axes: [(extent: Int, stride: Int)]) -> ClosedRange<Int> {
    var (lowest, highest) = (0, 0)
    for axis in axes {
      let last = (axis.extent - 1) * axis.stride
      if last < 0 { lowest += last } else { highest += last }
    }
    return lowest...highest
  }
}

extension ElementMap {
  /// The steps of the outermost axis that read any of the places in `marked`, and perhaps others.
  func steps(reading marked: Range<Int>) -> Range<Int> {
    guard !marked.isEmpty else { return 0..<0 }
    guard case .axis(let axis) = outermost else { return 0..<listCount }
    // Step r reads places from firstSource + r·stride + sourceReach.
    let lowest = marked.lowerBound - firstSource - sourceReach.upperBound
    let highest = marked.upperBound - 1 - firstSource - sourceReach.lowerBound
    if axis.source == 0 { return lowest <= 0 && 0 <= highest ? 0..<axis.extent : 0..<0 }
    let stride = axis.source.magnitude
    let (near, far) = axis.source > 0 ? (lowest, highest) : (-highest, -lowest)
    let first = max(0, Self.floor(near + Int(stride) - 1, over: Int(stride)))
    let end = min(axis.extent, Self.floor(far, over: Int(stride)) + 1)
    return first < end ? first..<end : 0..<0
  }

  /// The places that steps of the outermost axis, at least one, write to, and perhaps others between them.
  func places(writtenBy steps: Range<Int>) -> Range<Int> {
    let ends: [Int] =
      switch outermost {
      case .axis(let axis): [steps.lowerBound * axis.target, (steps.upperBound - 1) * axis.target]
      case .list(let pairs):
        [pairs.reduce(.max) { min($0, $1.target) }, pairs.reduce(.min) { max($0, $1.target) }]
      }
    let first = firstTarget + min(ends[0], ends[1]) + targetReach.lowerBound
    return first..<firstTarget + max(ends[0], ends[1]) + targetReach.upperBound + 1
  }

  /// Calls `body` with rows of pairs: the first places, how far apart the next are, and how many there are.
  @inline(__always)
  func forEachRow(
    in steps: Range<Int>,
    _ body: (_ source: Int, _ sourceStride: Int, _ target: Int, _ targetStride: Int, _ count: Int) -> Void
  ) {
    switch outermost {
    case .axis(let axis) where inner.isEmpty:
      body(
        firstSource + steps.lowerBound * axis.source, axis.source,
        firstTarget + steps.lowerBound * axis.target, axis.target, steps.count)
    case .axis(let axis):
      for step in steps {
        forEachInnerRow(firstSource + step * axis.source, firstTarget + step * axis.target, body)
      }
    case .list(let pairs):
      for step in steps {
        forEachInnerRow(firstSource + pairs[step].source, firstTarget + pairs[step].target, body)
      }
    }
  }

  @inline(__always)
  private func forEachInnerRow(_ source: Int, _ target: Int, _ body: (Int, Int, Int, Int, Int) -> Void) {
    guard let row = inner.last else { return body(source, 0, target, 0, 1) }
    let count = inner.dropLast().reduce(1) { $0 * $1.extent }
    for number in 0..<count {
      var (source, target, rest) = (source, target, number)
      for axis in inner.dropLast().reversed() {
        source += rest % axis.extent * axis.source
        target += rest % axis.extent * axis.target
        rest /= axis.extent
      }
      body(source, row.source, target, row.target, row.extent)
    }
  }

  private var listCount: Int {
    if case .list(let pairs) = outermost { pairs.count } else { 0 }
  }

  private static func floor(_ a: Int, over b: Int) -> Int { a >= 0 ? a / b : -((-a + b - 1) / b) }
}
