// SPDX-License-Identifier: Apache-2.0
internal import Tensors

extension Program {
  /// The reshapes that make a vector a factor of matrix products, or a product a vector again, each with the first line
  /// of the products. Readers know them from the shapes, as in `A @ x`. O(count).
  var productViews: [Int32: Int32] {
    var products: [Int32: Int32] = [:]
    var readsElsewhere: Set<Int32> = []
    for line in 0..<Int32(list.count) {
      let node = list.nodes[Int(line)]
      for i in 0..<node.operandCount {
        let operand = list.operand(i, of: node)
        if isProduct(line) {
          products[operand] = products[operand] ?? line
        } else {
          readsElsewhere.insert(operand)
        }
      }
    }
    var views: [Int32: Int32] = [:]
    for line in 0..<Int32(list.count) {
      guard let reshape = list.nodes[Int(line)].operation?.takeUnretainedValue().primitive as? Reshape else {
        continue
      }
      let source = list.operand(0, of: list.nodes[Int(line)])
      let (own, target) = (list.shape(of: source), reshape.target)
      guard own.extents.filter({ $0 != 1 }) == target.extents.filter({ $0 != 1 }) else { continue }
      if isProduct(source), target.rank < own.rank {
        views[line] = source
      } else if own.rank == 1, target.rank == 2, !readsElsewhere.contains(line), !outputs.contains(line) {
        views[line] = products[line]
      }
    }
    return views
  }

  private func isProduct(_ line: Int32) -> Bool {
    list.nodes[Int(line)].operation?.takeUnretainedValue().primitive is MatMul
  }
}
