// SPDX-License-Identifier: Apache-2.0

extension String {
  /// The candidate that the fewest edits separate from this string, or `nil` when none is near: more than a
  /// third of the letters, and more than one, would have to change.
  package func nearest(among candidates: [String]) -> String? {
    if let same = candidates.first(where: { $0.lowercased() == lowercased() }) { return same }
    let distances = candidates.map { (candidate: $0, edits: editDistance(to: $0)) }
    guard let best = distances.min(by: { $0.edits < $1.edits }) else { return nil }
    return best.edits <= Swift.max(1, best.candidate.count / 3) ? best.candidate : nil
  }

  /// The number of letters to insert, delete, replace or exchange with a neighbour to get `other` (the optimal
  /// string alignment distance). O(count · other.count).
  package func editDistance(to other: String) -> Int {
    let a = Array(self)
    let b = Array(other)
    var beforeLast: [Int] = []
    var last = Array(0...b.count)
    for i in a.indices {
      var current = [i + 1]
      for j in b.indices {
        var edits = Swift.min(last[j + 1] + 1, current[j] + 1, last[j] + (a[i] == b[j] ? 0 : 1))
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
          edits = Swift.min(edits, beforeLast[j - 1] + 1)
        }
        current.append(edits)
      }
      (beforeLast, last) = (last, current)
    }
    return last[b.count]
  }
}
