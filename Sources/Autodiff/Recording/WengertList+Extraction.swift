// SPDX-License-Identifier: Apache-2.0
internal import Tensors

extension WengertList {
  /// The operations from line `start` on that some outputs depend on, as a list of their own. O(count -
  /// start).
  ///
  /// - Returns: The list; the outputs' lines in it; and this list's lines that became its inputs. Constants
  ///   are copied.
  func extracted(from start: Int, to outputs: [Int32]) -> (
    list: WengertList, outputs: [Int32], captured: [Int32]
  ) {
    var wanted = Set(outputs)
    for line in (start..<count).reversed() where wanted.contains(Int32(line)) {
      forEachOperand(of: nodes[line]) { wanted.insert($0) }
    }

    var list = WengertList()
    var captured: [Int32] = []
    var newIndex: [Int32: Int32] = [:]
    for line in wanted.sorted() {
      let node = nodes[Int(line)]
      let new: Int32
      switch node.source {
      case .constant(let number): new = list.appendConstant(constants[number])
      case .operation(let operation) where line >= start:
        let shape = list.index(of: shape(of: line))
        new = list.append(operation, node, of: self, shape: shape) { newIndex[$0, default: -1] }
        if let location = location(of: line) { list.locate(new, at: location) }
      default:
        new = list.appendInput(shape: shape(of: line))
        captured.append(line)
      }
      newIndex[line] = new
      list.names[new] = names[line]
    }
    return (list, outputs.map { newIndex[$0, default: -1] }, captured)
  }
}
