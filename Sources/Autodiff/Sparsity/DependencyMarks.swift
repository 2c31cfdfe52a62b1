// SPDX-License-Identifier: Apache-2.0

/// A word for each element of a dependency graph, with a bit for each of 64 source elements that it depends
/// on.
struct DependencyMarks {
  private let graph: DependencyGraph
  private var words: [UInt64]
  /// For each buffer, a stretch outside of which every word is 0.
  private var marked: [Range<Int>]

  init(_ graph: DependencyGraph) {
    self.graph = graph
    words = Array(repeating: 0, count: graph.elementCount)
    marked = Array(repeating: 0..<0, count: graph.buffers.count)
  }

  /// Finds what depends on up to 64 source elements from `first` on.
  ///
  /// - Parameter report: Called with each target element and source element that it depends on, both counted over
  ///   their buffers laid end to end; the target elements ascend, and the source elements for each.
  mutating func run(from first: Int, _ report: (_ target: Int, _ source: Int) -> Void) {
    clear()
    seed(from: first)
    for step in graph.steps where !marked[step.source].isEmpty { spread(step) }
    var count = 0
    for target in graph.targets {
      let buffer = graph.buffers[target]
      for element in marked[target] where words[element] != 0 {
        var word = words[element]
        while word != 0 {
          report(count + element - buffer.firstElement, first + word.trailingZeroBitCount)
          word &= word - 1
        }
      }
      count += buffer.count
    }
  }

  private mutating func clear() {
    for buffer in marked.indices where !marked[buffer].isEmpty {
      for element in marked[buffer] { words[element] = 0 }
      marked[buffer] = 0..<0
    }
  }

  private mutating func seed(from first: Int) {
    var count = 0
    for source in graph.sources {
      let buffer = graph.buffers[source]
      let numbers = (count..<count + buffer.count).clamped(to: first..<first + 64)
      for number in numbers {
        let element = buffer.firstElement + number - count
        words[element] |= 1 << UInt64(number - first)
        mark(element..<element + 1, of: source)
      }
      count += buffer.count
    }
  }

  private mutating func mark(_ places: Range<Int>, of buffer: Int) {
    let known = marked[buffer]
    marked[buffer] =
      known.isEmpty
      ? places
      : min(known.lowerBound, places.lowerBound)..<max(known.upperBound, places.upperBound)
  }

  private mutating func spread(_ step: DependencyGraph.Step) {
    let steps = step.map.steps(reading: marked[step.source])
    guard !steps.isEmpty else { return }
    mark(step.map.places(writtenBy: steps), of: step.target)
    step.map.forEachRow(in: steps) { source, sourceStride, target, targetStride, count in
      var (source, target) = (source, target)
      for _ in 0..<count {
        words[target] |= words[source]
        source += sourceStride
        target += targetStride
      }
    }
  }
}
