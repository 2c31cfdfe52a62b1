// SPDX-License-Identifier: Apache-2.0

/// The vertices of a graph such that each has as few neighbors as possible among those before it: the last
/// has the fewest of all, the one before it the fewest without the last, and so on.
///
/// Matula and Beck, Smallest-last ordering and clustering and graph coloring algorithms, J. ACM 30(3), 1983.
/// Neighbors that are visited several times count several times. O(number of visits).
func smallestLastOrder(
  count: Int, _ forEachNeighbor: (_ vertex: Int, _ visit: (Int) -> Void) -> Void
) -> [Int32] {
  var degrees = [Int](repeating: 0, count: count)
  for vertex in 0..<count { forEachNeighbor(vertex) { _ in degrees[vertex] += 1 } }

  // Vertices by degree, those of one degree linked to a list.
  var first = [Int32](repeating: -1, count: (degrees.max() ?? 0) + 1)
  var next = [Int32](repeating: -1, count: count)
  var previous = [Int32](repeating: -1, count: count)
  func insert(_ vertex: Int) {
    let head = first[degrees[vertex]]
    next[vertex] = head
    previous[vertex] = -1
    if head >= 0 { previous[Int(head)] = Int32(vertex) }
    first[degrees[vertex]] = Int32(vertex)
  }
  func remove(_ vertex: Int) {
    if next[vertex] >= 0 { previous[Int(next[vertex])] = previous[vertex] }
    if previous[vertex] >= 0 {
      next[Int(previous[vertex])] = next[vertex]
    } else {
      first[degrees[vertex]] = next[vertex]
    }
  }

  for vertex in (0..<count).reversed() { insert(vertex) }
  var order = [Int32](repeating: 0, count: count)
  var isPlaced = [Bool](repeating: false, count: count)
  var degree = 0
  for place in (0..<count).reversed() {
    degree = max(0, degree - 1)
    while first[degree] < 0 { degree += 1 }
    let vertex = Int(first[degree])
    remove(vertex)
    isPlaced[vertex] = true
    order[place] = Int32(vertex)
    forEachNeighbor(vertex) { neighbor in
      guard !isPlaced[neighbor] else { return }
      remove(neighbor)
      degrees[neighbor] -= 1
      insert(neighbor)
      degree = min(degree, degrees[neighbor])
    }
  }
  return order
}
