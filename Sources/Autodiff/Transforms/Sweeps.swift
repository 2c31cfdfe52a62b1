// SPDX-License-Identifier: Apache-2.0
internal import Tensors

// The two ways of the chain rule along a tape. Both append to the tape that they read.

extension UnsafeMutablePointer<TapeStorage> {
  func variable(_ line: Int32) -> Variable { Variable(storage: self, index: line) }

  /// An operation of the tape where it was recorded.
  func application(of operation: Operation, at line: Int32) -> Application {
    let node = pointee.list.nodes[Int(line)]
    return Application(
      operation: operation,
      operands: (0..<node.operandCount).map { variable(pointee.list.operand($0, of: node)) },
      result: variable(line))
  }

  /// For each line up to `end`, whether it depends on one of `sources`. O(end).
  func dependents(of sources: [Int32], upTo end: Int) -> [Bool] {
    var isActive = [Bool](repeating: false, count: end)
    for source in sources { isActive[Int(source)] = true }
    guard let first = sources.min() else { return isActive }
    let list = pointee.list
    for line in Int(first)..<end where !isActive[line] {
      let node = list.nodes[line]
      for i in 0..<node.operandCount where isActive[Int(list.operand(i, of: node))] {
        isActive[line] = true
        break
      }
    }
    return isActive
  }

  /// The reverse sweep: from the cotangents of some lines to those of `sources`; `nil` where it is zero.
  ///
  /// Costs a small constant times the recording of the lines between.
  func reverseSweep(from seeds: [(line: Int32, cotangent: Variable)], to sources: [Int32]) -> [Variable?] {
    guard let last = seeds.map(\.line).max(), let first = sources.min() else {
      return sources.map { _ in nil }
    }
    let isActive = dependents(of: sources, upTo: Swift.max(Int(last), Int(sources.max() ?? 0)) + 1)
    var isSource = [Bool](repeating: false, count: isActive.count)
    for source in sources { isSource[Int(source)] = true }
    var cotangents = Cotangents(storage: self, isActive: isActive)
    for seed in seeds { cotangents.add(seed.cotangent, toLine: seed.line) }
    let outer = pointee.list.currentDerivation
    defer { pointee.list.currentDerivation = outer }

    var line = last
    while line >= first {
      defer { line -= 1 }
      guard isActive[Int(line)], !isSource[Int(line)] else { continue }
      guard case .operation(let operation) = pointee.list.nodes[Int(line)].source else { continue }
      pointee.list.currentDerivation = Derivation(
        node: 0, source: line, operation: .passUnretained(operation), direction: .reverse)
      guard let gy = cotangents.total(ofLine: line) else { continue }
      let site = application(of: operation, at: line)
      cotangents.withOperands(site.operands) { operation.primitive.pullback(of: gy, at: site, into: &$0) }
    }
    return sources.map { cotangents.total(ofLine: $0) }
  }

  /// The forward sweep: from the tangents of `sources` to those of `targets`; `nil` where it is zero.
  func forwardSweep(from seeds: [(line: Int32, tangent: Variable)], to targets: [Int32]) -> [Variable?] {
    guard let last = targets.max(), let first = seeds.map(\.line).min(), last >= first else {
      return targets.map { _ in nil }
    }
    var tangents = [Int32](repeating: -1, count: Int(last) + 1)
    for seed in seeds where seed.line <= last { tangents[Int(seed.line)] = seed.tangent.index }
    let outer = pointee.list.currentDerivation
    defer { pointee.list.currentDerivation = outer }
    for line in first...last where tangents[Int(line)] < 0 {
      guard case .operation(let operation) = pointee.list.nodes[Int(line)].source else { continue }
      let node = pointee.list.nodes[Int(line)]
      let dx = (0..<node.operandCount).map { i -> Variable? in
        let tangent = tangents[Int(pointee.list.operand(i, of: node))]
        return tangent < 0 ? nil : variable(tangent)
      }
      guard dx.contains(where: { $0 != nil }) else { continue }
      let site = application(of: operation, at: line)
      pointee.list.currentDerivation = Derivation(
        node: 0, source: line, operation: .passUnretained(operation), direction: .forward)
      if let dy = operation.primitive.pushforward(of: dx, at: site) { tangents[Int(line)] = dy.index }
    }
    return targets.map { tangents[Int($0)] < 0 ? nil : variable(tangents[Int($0)]) }
  }
}

extension Primitive {
  /// The pushforward as the transpose of the pullback: `gy ↦ ⟨J ᵀgy, dx⟩` is linear in `gy`, and its gradient is
  /// `J·dx`.
  func transposedPullback(of dx: [Variable?], at site: Application) -> Variable? {
    guard let storage = site.result.storage else { return nil }
    let operands = site.operands.map(\.index)
    let gy = Variable(0).broadcast(to: site.result.shape, on: storage)
    var isActive = [Bool](repeating: false, count: storage.pointee.list.count)
    for (tangent, operand) in zip(dx, operands) where tangent != nil { isActive[Int(operand)] = true }
    var cotangents = Cotangents(storage: storage, isActive: isActive)
    cotangents.withOperands(site.operands) { pullback(of: gy, at: site, into: &$0) }

    // A variable that is used for two operands has one cotangent and one tangent.
    let tangents = Dictionary(zip(operands, dx)) { first, _ in first }
    let seeds = tangents.keys.sorted().compactMap { operand -> (line: Int32, cotangent: Variable)? in
      guard isActive[Int(operand)], let tangent = tangents[operand] ?? nil else { return nil }
      return cotangents.total(ofLine: operand).map { ($0.index, tangent) }
    }
    return storage.reverseSweep(from: seeds, to: [gy.index])[0]
  }
}
