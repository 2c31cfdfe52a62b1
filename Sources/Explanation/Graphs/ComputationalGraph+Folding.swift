// SPDX-License-Identifier: Apache-2.0

extension ComputationalGraph {
  /// The graph with neighbouring lines folded into groups, so that it has at most `limit` nodes besides inputs,
  /// constants and outputs, of each of which there are at most `limit`, too.
  ///
  /// Names that the user gave end a group, as far as the limit allows: they are where a reader looks for. O(count).
  public func folded(to limit: Int) -> ComputationalGraph {
    let operationsFolded = withOperationsFolded(to: limit)
    return operationsFolded.foldingSurplus(beyond: limit) { $0.kind == .input }
      .foldingSurplus(beyond: limit) { $0.kind == .constant }
      .foldingSurplus(beyond: limit) { $0.isOutput && $0.kind == .operation }
  }

  /// Nodes of a kind that exceed a number, as one: inputs and constants in the place of the first of them, outputs in that
  /// of the last.
  private func foldingSurplus(beyond limit: Int, _ belongs: (Node) -> Bool) -> ComputationalGraph {
    let alike = nodes.indices.filter { belongs(nodes[$0]) }
    guard alike.count > limit, limit > 0 else { return self }
    let surplus = Array(alike[(limit - 1)...])
    let members = Set(surplus)
    let isOutput = nodes[surplus[0]].isOutput
    let site = isOutput ? surplus[surplus.count - 1] : surplus[0]
    var place = [Int](repeating: 0, count: nodes.count)
    var kept: [Node] = []
    for node in nodes.indices where !members.contains(node) || node == site {
      place[node] = kept.count
      kept.append(node == site ? summarized(surplus) : nodes[node])
    }
    for member in surplus { place[member] = place[site] }
    var seen: Set<Edge> = []
    let between = edges.map { Edge(source: place[$0.source], target: place[$0.target]) }
    // What reads an output that was folded would stand before it.
    return ComputationalGraph(
      nodes: kept, edges: between.filter { $0.source < $0.target && seen.insert($0).inserted })
  }

  /// Inputs, constants or outputs as one node.
  private func summarized(_ members: [Int]) -> Node {
    let (first, last) = (nodes[members[0]], nodes[members[members.count - 1]])
    let kind = first.isOutput ? "outputs" : first.kind == .input ? "inputs" : "constants"
    return Node(
      label: "\(first.label) ... \(last.label)", operation: kind, kind: .group(members.count),
      shape: first.shape,
      value: nil, adjoint: nil, isOutput: first.isOutput)
  }

  private func withOperationsFolded(to limit: Int) -> ComputationalGraph {
    let inner = nodes.filter { $0.kind == .operation && !$0.isOutput }
    guard inner.count > limit else { return self }
    let names = inner.count { $0.isNamed }
    // Groups of this many lines, that also end at names unless those alone are too many.
    let endsAtNames = names * 2 <= limit
    let places = max(1, limit - (endsAtNames ? names : 0))
    let most = max(2, (inner.count + places - 1) / places)

    var group = [Int?](repeating: nil, count: nodes.count)
    var groups: [[Int]] = []
    var isOpen = false
    for node in nodes.indices {
      if nodes[node].isOutput { isOpen = false }  // It may stand between: a group around it would be a cycle.
      guard nodes[node].kind == .operation, !nodes[node].isOutput else { continue }
      if !isOpen { groups.append([]) }
      group[node] = groups.count - 1
      groups[groups.count - 1].append(node)
      isOpen = groups[groups.count - 1].count < most && !(endsAtNames && nodes[node].isNamed)
    }

    // A group stands where its last line stood: what it reads stands before.
    var place = [Int](repeating: 0, count: nodes.count)
    var kept: [Node] = []
    for node in nodes.indices {
      if let number = group[node] {
        guard groups[number].last == node else { continue }
        for member in groups[number] { place[member] = kept.count }
        kept.append(folded(groups[number]))
      } else {
        place[node] = kept.count
        kept.append(nodes[node])
      }
    }
    var seen: Set<Edge> = []
    let between = edges.map { Edge(source: place[$0.source], target: place[$0.target]) }
      .filter { $0.source != $0.target && seen.insert($0).inserted }
    return ComputationalGraph(nodes: kept, edges: between)
  }

  private func folded(_ members: [Int]) -> Node {
    guard members.count > 1, let last = members.last else { return nodes[members[0]] }
    var counts: [(name: String, count: Int)] = []
    for member in members {
      let name = nodes[member].operation
      if let known = counts.firstIndex(where: { $0.name == name }) {
        counts[known].count += 1
      } else {
        counts.append((name, 1))
      }
    }
    let common = counts.sorted { $0.count > $1.count }.prefix(3).map { "\($0.count) \($0.name)" }
    return Node(
      label: nodes[last].label, operation: common.joined(separator: ", ") + (counts.count > 3 ? ", ..." : ""),
      kind: .group(members.count), shape: nodes[last].shape, value: nodes[last].value,
      adjoint: nodes[last].adjoint, isOutput: false)
  }
}

extension ComputationalGraph.Node {
  /// Whether the user gave the line a name: it is not `v` and a number.
  fileprivate var isNamed: Bool { label.first != "v" || Int(label.dropFirst()) == nil }
}
