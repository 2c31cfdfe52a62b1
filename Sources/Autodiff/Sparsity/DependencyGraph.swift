// SPDX-License-Identifier: Apache-2.0

/// How the elements of a program's values depend on each other, as steps in the order of execution.
///
/// The steps of the reversed order with their maps transposed say what the elements influence, so that one
/// mechanism finds a pattern by columns or by rows.
struct DependencyGraph {
  /// Elements `firstElement..<firstElement + count` of all buffers laid end to end.
  struct Buffer {
    let firstElement: Int
    let count: Int

    var elements: Range<Int> { firstElement..<firstElement + count }
  }

  /// Lets elements of the target depend on elements of the source.
  struct Step {
    let source: Int
    let target: Int
    let map: ElementMap
  }

  private(set) var buffers: [Buffer] = []
  private(set) var steps: [Step] = []
  /// The buffers whose elements are depended on, in the order of the pattern's columns.
  var sources: [Int] = []
  /// The buffers whose elements depend on them, in the order of the pattern's rows.
  var targets: [Int] = []

  /// The number of elements in all buffers.
  var elementCount: Int { buffers.last?.elements.upperBound ?? 0 }

  mutating func appendBuffer(count: Int) -> Int {
    buffers.append(Buffer(firstElement: elementCount, count: count))
    return buffers.count - 1
  }

  mutating func append(_ map: ElementMap?, from source: Int, to target: Int) {
    if let map { steps.append(Step(source: source, target: target, map: map)) }
  }

  /// Drops the steps that lead to no target. O(number of steps).
  mutating func prune() {
    var isWanted = [Bool](repeating: false, count: buffers.count)
    for target in targets { isWanted[target] = true }
    var kept: [Step] = []
    for step in steps.reversed() where isWanted[step.target] {
      isWanted[step.source] = true
      kept.append(step)
    }
    steps = kept.reversed()
  }

  /// The graph with every dependency turned around.
  var transposed: DependencyGraph {
    var graph = DependencyGraph()
    graph.buffers = buffers
    graph.steps = steps.reversed().map {
      Step(source: $0.target, target: $0.source, map: $0.map.transposed)
    }
    graph.sources = targets
    graph.targets = sources
    return graph
  }
}

extension DependencyGraph {
  /// The pairs of a target's and a source's element that depends on it. Both are counted over their buffers
  /// laid end to end.
  ///
  /// 64 elements of one side at a time take a bit each of one word an element of every buffer, and go through
  /// the steps together; the side with fewer elements is taken. A step touches only the stretch of a buffer
  /// that has bits, so that a band costs time in proportion to its entries, and anything costs at most 1/64
  /// of an operation for each element and pair.
  func pattern() -> SparsityPattern {
    let rowCount = targets.reduce(0) { $0 + buffers[$1].count }
    let columnCount = sources.reduce(0) { $0 + buffers[$1].count }
    let goesByColumns = columnCount <= rowCount
    let graph = goesByColumns ? self : transposed
    var marks = DependencyMarks(graph)
    var entries: [(row: Int32, column: Int32)] = []
    for first in stride(from: 0, to: min(rowCount, columnCount), by: 64) {
      marks.run(from: first) { marked, seed in
        let (row, column) = goesByColumns ? (marked, seed) : (seed, marked)
        entries.append((Int32(row), Int32(column)))
      }
    }
    return SparsityPattern(rowCount: rowCount, columnCount: columnCount, entries)
  }
}
