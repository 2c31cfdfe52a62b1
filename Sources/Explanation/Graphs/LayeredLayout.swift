// SPDX-License-Identifier: Apache-2.0

/// Places for the nodes of a graph without cycles, in layers from top to bottom, and ways for its edges.
///
/// Sugiyama, Tagawa and Toda, Methods for visual understanding of hierarchical system structures, IEEE Transactions on
/// Systems, Man, and Cybernetics 11(2), 1981: layers by the longest path, an order within layers that crosses few edges,
/// and places near the neighbours' mean.
struct LayeredLayout {
  /// Where the centre of each node lies.
  private(set) var centers: [Point] = []
  /// For each edge the points that it passes, from the source to the target.
  private(set) var routes: [[Point]] = []
  /// The top and the bottom of each layer.
  private(set) var bands: [(top: Double, bottom: Double)] = []
  /// The layer of each node.
  private(set) var layerOf: [Int] = []
  private(set) var width = 0.0
  private(set) var height = 0.0

  /// The space between nodes beside each other, and between layers.
  private static let gap = (x: 18.0, y: 34.0)

  /// - Parameters:
  ///   - sizes: The width and height of each node.
  ///   - edges: Each from an earlier node to a later one.
  init(sizes: [(width: Double, height: Double)], edges: [(source: Int, target: Int)]) {
    guard !sizes.isEmpty else { return }
    var layers = LayeredGraph(nodeCount: sizes.count, edges: edges)
    layers.reduceCrossings()

    let widths = layers.layerOf.indices.map { $0 < sizes.count ? sizes[$0].width : 0 }
    let x = Self.columns(of: layers, widths)
    let heights = layers.order.map { layer in
      layer.reduce(0) { max($0, $1 < sizes.count ? sizes[$1].height : 0) }
    }
    var y: [Double] = []
    var top = 0.0
    for layer in heights {
      y.append(top + layer / 2)
      bands.append((top, top + layer))
      top += layer + Self.gap.y
    }
    let points = layers.layerOf.indices.map { Point(x: x[$0], y: y[layers.layerOf[$0]]) }
    centers = Array(points[..<sizes.count])
    layerOf = Array(layers.layerOf[..<sizes.count])
    routes = zip(layers.chains, edges).map { chain, edge in
      var way = chain.map { points[$0] }
      way[0].y += sizes[edge.source].height / 2
      way[way.count - 1].y -= sizes[edge.target].height / 2
      return way
    }
    width = zip(x, widths).reduce(0) { max($0, $1.0 + $1.1 / 2) }
    height = top - Self.gap.y
  }

  /// The horizontal places: each layer's as near to the mean of its neighbours' as widths and order allow, from the top to
  /// the bottom and back, some times.
  private static func columns(of graph: LayeredGraph, _ widths: [Double]) -> [Double] {
    var x = [Double](repeating: 0, count: widths.count)
    for layer in graph.order {
      var left = 0.0
      for node in layer {
        x[node] = left + widths[node] / 2
        left += widths[node] + gap.x
      }
    }
    let last = graph.order.count - 1
    for round in 0..<12 {
      let isDownward = round % 2 == 0
      for number in 0...last {
        let layer = graph.order[isDownward ? number : last - number]
        let wished = layer.map { node in
          let neighbours = isDownward ? graph.above[node] : graph.below[node]
          return neighbours.isEmpty ? x[node] : neighbours.reduce(0) { $0 + x[$1] } / Double(neighbours.count)
        }
        let distances = zip(layer, layer.dropFirst()).map { (widths[$0] + widths[$1]) / 2 + gap.x }
        for (node, place) in zip(layer, spread(wished, apart: distances)) { x[node] = place }
      }
    }
    let left = zip(x, widths).reduce(.infinity) { min($0, $1.0 - $1.1 / 2) }
    return x.map { $0 - left }
  }

  /// The places nearest to those wished, by the sum of squares, that keep their order and their distances: isotonic
  /// regression by pooling adjacent violators. O(count).
  ///
  /// Barlow, Bartholomew, Bremner and Brunk, Statistical inference under order restrictions, 1972.
  static func spread(_ wished: [Double], apart distances: [Double]) -> [Double] {
    var offsets = [0.0]
    for distance in distances { offsets.append(offsets[offsets.count - 1] + distance) }
    // Without the distances the places must only not decrease.
    var pools: [(sum: Double, count: Int)] = []
    for (wish, offset) in zip(wished, offsets) {
      pools.append((wish - offset, 1))
      while pools.count > 1 {
        let (upper, lower) = (pools[pools.count - 1], pools[pools.count - 2])
        guard lower.sum * Double(upper.count) > upper.sum * Double(lower.count) else { break }
        pools.removeLast(2)
        pools.append((lower.sum + upper.sum, lower.count + upper.count))
      }
    }
    let means = pools.flatMap { Array(repeating: $0.sum / Double($0.count), count: $0.count) }
    return zip(means, offsets).map(+)
  }
}
