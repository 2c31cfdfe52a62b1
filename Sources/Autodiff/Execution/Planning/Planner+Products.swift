// SPDX-License-Identifier: Apache-2.0
internal import Tensors

extension Planner {
  /// Finds sums with a product that nothing else reads: the product starts from the other term.
  mutating func findAddends() {
    guard lowerings.values.contains(where: { if case .product = $0 { true } else { false } }) else { return }
    let add = Unmanaged.passUnretained(Add.operation).toOpaque()
    for line in 0..<Int32(list.count) {
      let node = list.nodes[Int(line)]
      guard node.operation?.toOpaque() == add, elementCounts[Int(node.shape)] > 1 else { continue }
      let isProduct = [node.first, node.second].map { operand in
        guard uses[operand] == 1, list.nodes[Int(operand)].shape == node.shape,
          case .product = lowerings[operand]
        else { return false }
        return true
      }
      guard isProduct.contains(true) else { continue }
      // Of two products the first one is the addend.
      let product =
        isProduct[0] && isProduct[1] ? max(node.first, node.second) : isProduct[0] ? node.first : node.second
      flags[product].insert(.isAbsorbed)
      sums[line] = product
    }
  }

  /// Plans a sum as a product with an addend, if it is one.
  mutating func planSum(_ line: Int32, _ node: Node) -> Bool {
    guard !sums.isEmpty, let product = sums[line], case .product(let transposing) = lowerings[product] else {
      return false
    }
    let factors = operands(of: list.nodes[Int(product)])
    planProduct(transposing, line, of: factors, addend: product == node.first ? node.second : node.first)
    return true
  }

  /// Plans the product of two operands, plus an addend that broadcasts to the result.
  mutating func planProduct(
    _ transposing: Transposition, _ line: Int32, of factors: [Int32], addend: Int32?
  ) {
    let shape = shape(of: line)
    let (rows, columns) = (shape[shape.rank - 2], shape[shape.rank - 1])
    let left = self.shape(of: factors[0])
    let inner = left[left.rank - (transposing.contains(.left) ? 2 : 1)]
    let leading = Shape(shape.extents.dropLast(2))

    let a = matrix(factors[0], rows: rows, columns: inner, isTransposed: transposing.contains(.left))
    let b = matrix(factors[1], rows: inner, columns: columns, isTransposed: transposing.contains(.right))
    var strides = factors.map { factor in
      let own = self.shape(of: factor)
      let outer = Layout(offset: 0, strides: Array(layout(of: factor).strides.dropLast(2)))
      return outer.strides(of: Shape(own.extents.dropLast(2)), broadcastTo: leading)
    }
    strides.append(Array(shape.strides.dropLast(2)))
    var term: ProductPlan.Addend?
    if let addend {
      require(addend)
      let own = layout(of: addend).strides(of: self.shape(of: addend), broadcastTo: shape)
      term = .init(
        place: place(of: addend), rowStride: own[shape.rank - 2], columnStride: own[shape.rank - 1])
      strides.append(Array(own.dropLast(2)))
    }
    let places = (place(of: factors[0]), place(of: factors[1]))
    let y: Int
    if let addend, canOverwrite(addend, count: shape.elementCount), destinations[line] == nil {
      y = self.places[addend]
      self.places[line] = y
      flags[addend].insert(.keepsPlace)
    } else {
      y = allocate(line)
    }
    emit(.product(index: plan.products.count))
    plan.products.append(
      ProductPlan(
        a: a.at(places.0), b: b.at(places.1), rows: rows, columns: columns, inner: inner, y: y, addend: term,
        nest: plan.nest(leading.extents, strides)))
    for factor in factors { release(factor) }
    if let addend { release(addend) }
  }

  /// Whether only the line that is being planned still reads a value, which has a place of its own of `count` elements.
  private func canOverwrite(_ line: Int32, count: Int) -> Bool {
    optimizes && uses[line] == 1 && flags[line].isDisjoint(with: [.isView, .keepsPlace])
      && self.count(of: line) == count
  }

  /// A factor as it lies in memory; it is copied when its strides are not those of a matrix.
  private mutating func matrix(_ factor: Int32, rows: Int, columns: Int, isTransposed: Bool) -> MatrixOperand
  {
    require(factor)
    for _ in 0..<2 {
      let strides = layout(of: factor).strides.suffix(2)
      let (first, last) = (strides[strides.startIndex], strides[strides.startIndex + 1])
      if let matrix = MatrixOperand(
        rows: rows, columns: columns, rowStride: isTransposed ? last : first,
        columnStride: isTransposed ? first : last)
      {
        return matrix
      }
      materialize(factor)
    }
    fatalError("a contiguous matrix is a factor")
  }
}
