// SPDX-License-Identifier: Apache-2.0
internal import Tensors

extension Planner {
  /// Plans a line that is not an `ElementwisePrimitive`.
  mutating func planOther(_ lowering: Lowering, _ line: Int32, _ node: Node) {
    let shape = shape(of: line)
    let operands = operands(of: node)
    switch lowering {
    case .elementwise(let kernel):
      guard let operation = node.operation else { fatalError("inputs and constants do not run") }
      planElementwise(function(kernel, of: operation, arity: operands.count), line, node)
    case _ where shape.elementCount == 0: return planEmpty(line, node)
    case .view:
      let old = self.shape(of: operands[0])
      planView(line, of: operands[0]) { $0.reshaped(from: old, to: shape) }
      for operand in operands.dropFirst() { release(operand) }
    case .strided(let offset, let strides):
      let old = self.shape(of: operands[0])
      planView(line, of: operands[0]) {
        $0.picking(Layout(offset: offset, strides: strides), count: shape, from: old)
      }
    case .reduction(let reduction, let axes): planReduction(reduction, along: axes, line, of: operands[0])
    case .product(let transposing): planProduct(transposing, line, of: operands, addend: nil)
    case .assembly(let starts, let tiles): planAssembly(starts, tiles: tiles, line, of: operands)
    case .composition: fatalError("compositions are expanded before a program is planned")
    case .custom(let kernel):
      let slots = operands.map { Plan.Slot(place: contiguousPlace(of: $0), count: count(of: $0)) }
      let result = Plan.Slot(place: allocate(line), count: shape.elementCount)
      emit(.custom(index: plan.customs.count))
      plan.customs.append((kernel, slots, result))
      releaseOperands(of: node)
    }
  }

  private mutating func planReduction(
    _ reduction: Reduction, along axes: [Int], _ line: Int32, of operand: Int32
  ) {
    let shape = shape(of: operand)
    let function = ReductionFunction(reduction)
    var strides = shape.reduced(over: axes, keepingAxes: true).strides
    for axis in shape.extents.indices where axes.contains(axis) || shape[axis] == 1 { strides[axis] = 0 }
    if shape.elementCount > 0, joinReduction(line, function, of: operand, targetStrides: strides) { return }

    require(operand)
    let (x, layout) = (place(of: operand), layout(of: operand))
    let y = allocate(line)
    emit(.fill(y: y, count: count(of: line), with: Fill(for: function)))
    if shape.elementCount > 0 {
      let nest = plan.nest(shape.extents, [layout.strides, strides])
      emit(.reduce(function, nest: nest, x: x, y: y))
    }
    release(operand)
  }
}

extension ReductionFunction {
  init(_ reduction: Reduction) {
    self =
      switch reduction {
      case .sum: .sum
      case .max: .max
      case .min: .min
      }
  }
}
