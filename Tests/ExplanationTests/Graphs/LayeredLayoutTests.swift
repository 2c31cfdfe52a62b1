// SPDX-License-Identifier: Apache-2.0
import Tensors
import TestSupport
import Testing

@testable import Explanation

@Suite struct LayeredLayoutTests {
  /// A random graph, its edges from earlier to later nodes.
  private func graph(_ seed: Int, nodes: Int, edges: Int) -> [(source: Int, target: Int)] {
    var random = Xoshiro256(seed: UInt64(seed))
    return (0..<edges).map { _ in
      let target = 1 + random.integer(below: nodes - 1)
      return (random.integer(below: target), target)
    }
  }

  @Test(arguments: 0..<30) func nodesDoNotOverlapAndEdgesRunDownwards(_ seed: Int) {
    let edges = graph(seed, nodes: 25, edges: 40)
    var random = Xoshiro256(seed: UInt64(seed) + 100)
    let sizes = (0..<25).map { _ in
      (width: 20 + random.uniform(from: 0, to: 100), height: 20 + random.uniform(from: 0, to: 40))
    }
    let layout = LayeredLayout(sizes: sizes, edges: edges)
    for a in 0..<25 {
      let (p, s) = (layout.centers[a], sizes[a])
      #expect(p.x - s.width / 2 > -1e-9 && p.x + s.width / 2 < layout.width + 1e-9, "seed \(seed)")
      #expect(p.y - s.height / 2 > -1e-9 && p.y + s.height / 2 < layout.height + 1e-9, "seed \(seed)")
      for b in 0..<a {
        let (q, t) = (layout.centers[b], sizes[b])
        let overlaps =
          (p.x - q.x).magnitude < (s.width + t.width) / 2 && (p.y - q.y).magnitude < (s.height + t.height) / 2
        #expect(!overlaps, "seed \(seed): nodes \(a) and \(b)")
      }
    }
    for (edge, route) in zip(edges, layout.routes) {
      #expect(zip(route, route.dropFirst()).allSatisfy { $0.y < $1.y }, "seed \(seed), edge \(edge)")
      #expect(route[0].x == layout.centers[edge.source].x && route.last?.x == layout.centers[edge.target].x)
    }
  }

  @Test(arguments: 0..<30) func reducingNeverAddsCrossings(_ seed: Int) {
    var layers = LayeredGraph(nodeCount: 30, edges: graph(seed, nodes: 30, edges: 50))
    let before = layers.crossings
    layers.reduceCrossings()
    #expect(layers.crossings <= before, "seed \(seed)")
    #expect(layers.crossings < before || before == 0, "seed \(seed)")
  }

  @Test func aTreeHasNoCrossings() {
    // Each node reads its parent, in an order that mixes the branches up.
    let edges = [(0, 1), (0, 2), (1, 3), (2, 4), (1, 5), (2, 6), (1, 7)].map { (source: $0.0, target: $0.1) }
    var layers = LayeredGraph(nodeCount: 8, edges: edges)
    layers.reduceCrossings()
    #expect(layers.crossings == 0)
  }

  @Test(arguments: 0..<50) func crossingsAreCountedRight(_ seed: Int) {
    let layers = LayeredGraph(nodeCount: 12, edges: graph(seed, nodes: 12, edges: 20))
    var count = 0
    for (upper, lower) in zip(layers.order, layers.order.dropFirst()) {
      let segments = upper.enumerated().flatMap { place, node in
        layers.below[node].compactMap { below in lower.firstIndex(of: below).map { (place, $0) } }
      }
      for a in segments.indices {
        for b in 0..<a where (segments[a].0 - segments[b].0) * (segments[a].1 - segments[b].1) < 0 {
          count += 1
        }
      }
    }
    #expect(layers.crossings == count, "seed \(seed)")
  }

  @Test(arguments: 0..<50) func placesAreTheNearestThatKeepTheirDistances(_ seed: Int) {
    var random = Xoshiro256(seed: UInt64(seed))
    let wished = (0..<8).map { _ in random.uniform(from: -10, to: 10) }
    let distances = (0..<7).map { _ in random.uniform(from: 0, to: 4) }
    let places = LayeredLayout.spread(wished, apart: distances)
    for i in 0..<7 { #expect(places[i + 1] - places[i] >= distances[i] - 1e-9, "seed \(seed)") }
    // Optimal: no allowed small move of a run of places to either side brings them nearer.
    func cost(_ x: [Double]) -> Double { zip(x, wished).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) } }
    for from in 0..<8 {
      for to in from..<8 {
        for move in [-1e-4, 1e-4] {
          var moved = places
          for i in from...to { moved[i] += move }
          let isAllowed = (0..<7).allSatisfy { moved[$0 + 1] - moved[$0] >= distances[$0] - 1e-9 }
          #expect(!isAllowed || cost(moved) > cost(places) - 1e-9, "seed \(seed)")
        }
      }
    }
  }

  @Test func anEmptyGraphAndOneOfASingleNode() {
    #expect(LayeredLayout(sizes: [], edges: []).centers.isEmpty)
    let one = LayeredLayout(sizes: [(width: 10, height: 6)], edges: [])
    #expect(one.centers == [Point(x: 5, y: 3)] && one.width == 10 && one.height == 6)
  }
}
