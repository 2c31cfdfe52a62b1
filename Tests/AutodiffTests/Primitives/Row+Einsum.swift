// SPDX-License-Identifier: Apache-2.0
import Tensors
import TestSupport

@testable import Autodiff

extension Row {
  static let einsums: [Row] = contractions + others

  private static let contractions: [Row] = [
    ("ij,jk->ik", [[2, 3], [3, 2]]), ("ij,kj->ik", [[2, 3], [2, 3]]), ("ji, jk -> ik", [[3, 2], [3, 2]]),
    ("ij,jk->ki", [[2, 3], [3, 2]]), ("ij,jk", [[2, 3], [3, 2]]), ("ij,j->i", [[2, 3], [3]]),
    ("i,i", [[3], [3]]),
    ("bij,bjk->bik", [[2, 2, 3], [2, 3, 2]]), ("bij,jk->bik", [[2, 2, 3], [3, 2]]),
    ("ijb,bkj->kib", [[2, 3, 2], [2, 2, 3]]),
    ("aij,ajbi->b", [[2, 2, 3], [2, 3, 2, 2]]), ("ijk,jil->kl", [[2, 3, 2], [3, 2, 2]]),
    ("ij,ij", [[2, 3], [2, 3]]),
    ("ij,jk,kl->il", [[2, 3], [3, 2], [2, 2]]), ("i,ij,j", [[2], [2, 3], [3]]),
    ("ij,ik,il->jkl", [[2, 2], [2, 3], [2, 2]]),
    ("ij,jk->k", [[2, 3], [3, 2]]), ("ij,kl,jk", [[2, 0], [3, 2], [0, 3]]),
  ].map { (subscripts: String, shapes: [Shape]) in
    row(subscripts, of: MatMul.self, shapes)
  }

  private static let others: [Row] = [
    ("i,j", Multiply.self, [[2], [3]]), ("i,i->i", Multiply.self, [[3], [3]]),
    ("ij,j->ij", Multiply.self, [[2, 3], [3]]), ("ij,jk->ijk", Multiply.self, [[2, 3], [3, 2]]),
    ("i,j,k->kji", Multiply.self, [[2], [3], [2]]), (",ij->ji", Multiply.self, [[], [2, 3]]),
    ("ij,k->i", Multiply.self, [[2, 3], [2]]),
    ("ii", Diagonal.self, [[3, 3]]), ("ii->i", Diagonal.self, [[3, 3]]),
    ("iji->ij", Diagonal.self, [[2, 3, 2]]),
    ("iij,jk->ik", Diagonal.self, [[2, 2, 3], [3, 2]]), ("iii->i", Diagonal.self, [[2, 2, 2]]),
    ("ijij->ji", Diagonal.self, [[2, 3, 2, 3]]),
    ("ij->ji", Transpose.self, [[2, 3]]), ("ba", Transpose.self, [[2, 3]]),
    ("ijk->j", Sum.self, [[2, 3, 2]]),
    ("ij->", Sum.self, [[2, 3]]),
  ].map { (subscripts: String, primitive: any Primitive.Type, shapes: [Shape]) in
    row(subscripts, of: primitive, shapes)
  }

  private static func row(_ subscripts: String, of primitive: any Primitive.Type, _ shapes: [Shape]) -> Row {
    Row("einsum \(subscripts)", of: primitive, shapes) { v in
      switch v.count {
      case 1: einsum(subscripts, v[0])
      case 2: einsum(subscripts, v[0], v[1])
      default: einsum(subscripts, v[0], v[1], v[2])
      }
    } oracle: { x in
      let sides = subscripts.filter { $0 != " " }.split(separator: "->", omittingEmptySubsequences: false)
      let letters = sides[0].split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      let all = letters.joined()
      let implicit = String(Set(all).filter { letter in all.filter { $0 == letter }.count == 1 }.sorted())
      return Naive.einsum(Array(zip(letters, x)), to: sides.count == 2 ? String(sides[1]) : implicit)
    }
  }
}
