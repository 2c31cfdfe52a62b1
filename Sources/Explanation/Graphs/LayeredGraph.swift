// SPDX-License-Identifier: Apache-2.0

/// A graph whose nodes lie in layers; edges run between neighbouring layers, longer ones over nodes of their own.
struct LayeredGraph {
  /// The layer of each node, those of edges after the given ones.
  private(set) var layerOf: [Int]
  /// The nodes of each layer, from left to right.
  private(set) var order: [[Int]] = []
  /// The neighbours in the layers before and after.
  private(set) var above: [[Int]]
  private(set) var below: [[Int]]
  /// For each edge the nodes that it passes.
  private(set) var chains: [[Int]] = []

  /// - Parameter edges: Each from an earlier node to a later one.
  init(nodeCount: Int, edges: [(source: Int, target: Int)]) {
    layerOf = Self.layers(nodeCount, edges)
    above = Array(repeating: [], count: nodeCount)
    below = above
    for edge in edges {
      var chain = [edge.source]
      for layer in layerOf[edge.source] + 1..<max(layerOf[edge.source] + 1, layerOf[edge.target]) {
        chain.append(layerOf.count)
        layerOf.append(layer)
        above.append([])
        below.append([])
      }
      chain.append(edge.target)
      for (upper, lower) in zip(chain, chain.dropFirst()) {
        below[upper].append(lower)
        above[lower].append(upper)
      }
      chains.append(chain)
    }
    order = Array(repeating: [], count: (layerOf.max() ?? 0) + 1)
    for (node, layer) in layerOf.enumerated() { order[layer].append(node) }
  }

  /// The length of the longest path to each node; what nothing leads to lies just above its first reader.
  private static func layers(_ count: Int, _ edges: [(source: Int, target: Int)]) -> [Int] {
    var layers = [Int](repeating: 0, count: count)
    var isSource = [Bool](repeating: true, count: count)
    for edge in edges.sorted(by: { $0.source < $1.source }) {
      layers[edge.target] = max(layers[edge.target], layers[edge.source] + 1)
      isSource[edge.target] = false
    }
    var first = [Int](repeating: .max, count: count)
    for edge in edges { first[edge.source] = min(first[edge.source], layers[edge.target]) }
    for node in 0..<count where isSource[node] && first[node] < .max { layers[node] = first[node] - 1 }
    return layers
  }

  // MARK: Order

  /// Orders each layer by the medians of its neighbours' places, from the top to the bottom and back, and keeps the order
  /// with the fewest crossings.
  ///
  /// Gansner, Koutsofios, North and Vo, A technique for drawing directed graphs, IEEE Transactions on Software
  /// Engineering 19(3), 1993.
  mutating func reduceCrossings() {
    var best = order
    var fewest = crossings
    for round in 0..<24 where fewest > 0 {
      let isDownward = round % 2 == 0
      for number in order.indices.dropFirst() {
        let layer = isDownward ? number : order.count - 1 - number
        let places = places(of: order[isDownward ? layer - 1 : layer + 1])
        sort(layer, by: isDownward ? above : below, places)
      }
      let count = crossings
      if count < fewest { (best, fewest) = (order, count) }
    }
    order = best
  }

  private func places(of layer: [Int]) -> [Int: Int] {
    Dictionary(uniqueKeysWithValues: layer.enumerated().map { ($1, $0) })
  }

  private mutating func sort(_ layer: Int, by neighbours: [[Int]], _ places: [Int: Int]) {
    let wishes = order[layer].enumerated().map { place, node in
      let own = neighbours[node].compactMap { places[$0] }.sorted()
      // A node without neighbours stays where it is.
      guard !own.isEmpty else { return Double(place) }
      let middle = own.count / 2
      return own.count % 2 == 1 ? Double(own[middle]) : Double(own[middle - 1] + own[middle]) / 2
    }
    order[layer] = zip(order[layer].enumerated(), wishes)
      .sorted { ($0.1, $0.0.offset) < ($1.1, $1.0.offset) }
      .map { $0.0.element }
  }

  /// The number of pairs of edges that cross. O(edges · log nodes).
  var crossings: Int {
    zip(order, order.dropFirst()).reduce(0) { total, pair in
      let places = places(of: pair.1)
      // The edges by their upper ends; those cross whose lower ends are in the other order.
      let ends = pair.0.flatMap { below[$0].compactMap { places[$0] }.sorted() }
      return total + Self.inversions(ends, below: pair.1.count)
    }
  }

  /// The number of pairs that are not in ascending order, by a tree of counts (Fenwick 1994).
  private static func inversions(_ values: [Int], below bound: Int) -> Int {
    var counts = [Int](repeating: 0, count: bound + 1)
    var inversions = 0
    for (number, value) in values.enumerated() {
      var notLarger = 0
      var place = value + 1
      while place > 0 {
        notLarger += counts[place]
        place -= place & -place
      }
      inversions += number - notLarger
      place = value + 1
      while place <= bound {
        counts[place] += 1
        place += place & -place
      }
    }
    return inversions
  }
}
