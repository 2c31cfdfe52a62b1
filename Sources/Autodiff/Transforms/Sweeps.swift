// SPDX-License-Identifier: Apache-2.0
internal import Tensors

// The two ways of the chain rule along a tape. Both append to the tape that they read.

extension UnsafeMutablePointer<TapeStorage> {
  func variable(_ line: Int32) -> Variable { Variable(storage: self, index: line) }

  /// The reverse sweep: from the cotangents of some lines to those of `sources`; `nil` where it is zero.
  ///
  /// Costs a small constant times the recording of the lines between.
  func reverseSweep(from seeds: [(line: Int32, cotangent: Variable)], to sources: [Int32]) -> [Variable?] {
    guard let last = seeds.map(\.line).max(), let first = sources.min() else {
      return sources.map { _ in nil }
    }
    let end = Swift.max(last, sources.max() ?? 0) + 1
    var cotangents = Cotangents(
      storage: self, from: first, sums: pointee.list.dependents(of: sources, in: first..<end))
    for seed in seeds { cotangents.add(seed.cotangent, toLine: seed.line) }
    let outer = pointee.list.currentDerivation
    defer { pointee.list.currentDerivation = outer }

    var sourcesBelow = sources.sorted()[...]
    for line in (first..<end).reversed() {
      if line == sourcesBelow.last {
        while line == sourcesBelow.last { sourcesBelow.removeLast() }
        continue
      }
      guard let operation = pointee.list.nodes[Int(line)].operation,
        let gy = cotangents.total(ofLine: line)
      else { continue }
      let site = Application(at: line, of: self)
      cotangents.site = site
      pointee.list.currentDerivation = Derivation(
        node: 0, source: line, operation: operation, direction: .reverse)
      // Without a reference count for each line; the list keeps the operation.
      operation._withUnsafeGuaranteedRef { $0.primitive.pullback(of: gy, at: site, into: &cotangents) }
    }
    return sources.map { cotangents.total(ofLine: $0) }
  }

  /// The forward sweep: from the tangents of `sources` to those of `targets`; `nil` where it is zero.
  func forwardSweep(from seeds: [(line: Int32, tangent: Variable)], to targets: [Int32]) -> [Variable?] {
    guard let last = targets.max(), let first = seeds.map(\.line).min(), last >= first else {
      return targets.map { _ in nil }
    }
    var tangents = ContiguousArray<Int32>(repeating: -1, count: Int(last - first) + 1)
    func tangent(of line: Int32) -> Variable? {
      guard line >= first, tangents[Int(line - first)] >= 0 else { return nil }
      return variable(tangents[Int(line - first)])
    }
    for seed in seeds where seed.line <= last { tangents[Int(seed.line - first)] = seed.tangent.index }
    let outer = pointee.list.currentDerivation
    defer { pointee.list.currentDerivation = outer }
    var dx: [Variable?] = []
    for line in first...last where tangents[Int(line - first)] < 0 {
      let node = pointee.list.nodes[Int(line)]
      guard let operation = node.operation else { continue }
      dx.removeAll(keepingCapacity: true)
      var isZero = true
      for i in 0..<node.operandCount {
        dx.append(tangent(of: pointee.list.operand(i, of: node)))
        if dx[i] != nil { isZero = false }
      }
      if isZero { continue }
      let site = Application(at: line, of: self)
      pointee.list.currentDerivation = Derivation(
        node: 0, source: line, operation: operation, direction: .forward)
      let dy = operation._withUnsafeGuaranteedRef { $0.primitive.pushforward(of: dx, at: site) }
      if let dy, let index = self.index(of: dy) { tangents[Int(line - first)] = index }
    }
    return targets.map(tangent)
  }
}

extension WengertList {
  /// For each of the lines, whether its cotangent is wanted: whether it depends on one of `sources`. O(lines).
  fileprivate func dependents(of sources: [Int32], in lines: Range<Int32>) -> ContiguousArray<Cotangents.Sum>
  {
    var sums = ContiguousArray<Cotangents.Sum>(repeating: .unwanted, count: lines.count)
    for source in sources { sums[Int(source - lines.lowerBound)] = .zero }
    var wanted = sums.mutableSpan
    for line in lines {
      let node = nodes[Int(line)]
      for i in 0..<node.operandCount {
        let operand = self.operand(i, of: node)
        guard operand >= lines.lowerBound, case .zero = wanted[Int(operand - lines.lowerBound)] else {
          continue
        }
        wanted[Int(line - lines.lowerBound)] = .zero
      }
    }
    return sums
  }
}

extension Primitive {
  /// The pushforward as the transpose of the pullback: `gy ↦ Σᵢ⟨Jᵢᵀgy, dxᵢ⟩` is linear in `gy`, and its gradient is
  /// `Σᵢ Jᵢ·dxᵢ`.
  func transposedPullback(of dx: [Variable?], at site: Application) -> Variable? {
    let gy = Variable(0).broadcast(to: site.result.shape, on: site.storage)
    var cotangents = Cotangents(at: site, sums: ContiguousArray(dx.map { $0 == nil ? .unwanted : .zero }))
    pullback(of: gy, at: site, into: &cotangents)
    let seeds = dx.enumerated().compactMap { i, tangent -> (line: Int32, cotangent: Variable)? in
      guard let tangent, let cotangent = cotangents.total(ofOperand: i) else { return nil }
      return (cotangent.index, tangent)
    }
    return site.storage.reverseSweep(from: seeds, to: [gy.index])[0]
  }
}
