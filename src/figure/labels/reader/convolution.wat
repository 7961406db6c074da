;; The sums of a convolution, eight outputs at four neighbouring pixels at a time: each weight that is loaded serves four
;; pixels, each number of a map eight outputs, and the eight vectors of sums stay in registers. Each lane adds its own
;; output's products one after the other, rounded to single precision at each step: the same bits as the plain loop.
(module
  (memory (export "memory") 1)
  (func (export "convolve")
    ;; Bytes: where the maps, the weights (groups of eight outputs: tap by tap, eight numbers), the biases and the sums
    ;; (row by row, pixel by pixel, output by output) begin.
    (param $maps i32) (param $weights i32) (param $biases i32) (param $sums i32)
    ;; Rows of sums; groups of four columns; groups of eight outputs; rows of the kernel.
    (param $rows i32) (param $columnGroups i32) (param $outputGroups i32) (param $kernelRows i32)
    ;; Bytes: a row of the kernel; a row of the maps; from a pixel of the maps to the next.
    (param $run i32) (param $stride i32) (param $pixel i32)
    (local $group i32) (local $y i32) (local $x i32) (local $r i32)
    (local $from i32) (local $end i32) (local $tap i32) (local $to i32) (local $sumPixel i32)
    (local $second i32) (local $third i32)
    (local $low v128) (local $high v128) (local $value v128) (local $firstLow v128) (local $firstHigh v128)
    (local $a0 v128) (local $a1 v128) (local $b0 v128) (local $b1 v128)
    (local $c0 v128) (local $c1 v128) (local $d0 v128) (local $d1 v128)
    (local.set $sumPixel (i32.shl (local.get $outputGroups) (i32.const 5)))
    (local.set $second (i32.shl (local.get $pixel) (i32.const 1)))
    (local.set $third (i32.add (local.get $second) (local.get $pixel)))
    (local.set $group (i32.const 0))
    (loop $groups
      (local.set $firstLow (v128.load (i32.add (local.get $biases) (i32.shl (local.get $group) (i32.const 5)))))
      (local.set $firstHigh
        (v128.load offset=16 (i32.add (local.get $biases) (i32.shl (local.get $group) (i32.const 5)))))
      (local.set $y (i32.const 0))
      (loop $lines
        (local.set $x (i32.const 0))
        (loop $pixels
          (local.set $a0 (local.get $firstLow))
          (local.set $a1 (local.get $firstHigh))
          (local.set $b0 (local.get $firstLow))
          (local.set $b1 (local.get $firstHigh))
          (local.set $c0 (local.get $firstLow))
          (local.set $c1 (local.get $firstHigh))
          (local.set $d0 (local.get $firstLow))
          (local.set $d1 (local.get $firstHigh))
          (local.set $tap
            (i32.add (local.get $weights)
              (i32.mul (local.get $group)
                (i32.shl (i32.mul (local.get $run) (local.get $kernelRows)) (i32.const 3)))))
          (local.set $r (i32.const 0))
          (loop $kernel
            (local.set $from
              (i32.add (local.get $maps)
                (i32.add
                  (i32.mul (i32.add (local.get $y) (local.get $r)) (local.get $stride))
                  (i32.mul (i32.shl (local.get $x) (i32.const 2)) (local.get $pixel)))))
            (local.set $end (i32.add (local.get $from) (local.get $run)))
            (loop $taps
              (local.set $low (v128.load (local.get $tap)))
              (local.set $high (v128.load offset=16 (local.get $tap)))
              (local.set $value (v128.load32_splat (local.get $from)))
              (local.set $a0 (f32x4.add (local.get $a0) (f32x4.mul (local.get $value) (local.get $low))))
              (local.set $a1 (f32x4.add (local.get $a1) (f32x4.mul (local.get $value) (local.get $high))))
              (local.set $value (v128.load32_splat (i32.add (local.get $from) (local.get $pixel))))
              (local.set $b0 (f32x4.add (local.get $b0) (f32x4.mul (local.get $value) (local.get $low))))
              (local.set $b1 (f32x4.add (local.get $b1) (f32x4.mul (local.get $value) (local.get $high))))
              (local.set $value (v128.load32_splat (i32.add (local.get $from) (local.get $second))))
              (local.set $c0 (f32x4.add (local.get $c0) (f32x4.mul (local.get $value) (local.get $low))))
              (local.set $c1 (f32x4.add (local.get $c1) (f32x4.mul (local.get $value) (local.get $high))))
              (local.set $value (v128.load32_splat (i32.add (local.get $from) (local.get $third))))
              (local.set $d0 (f32x4.add (local.get $d0) (f32x4.mul (local.get $value) (local.get $low))))
              (local.set $d1 (f32x4.add (local.get $d1) (f32x4.mul (local.get $value) (local.get $high))))
              (local.set $tap (i32.add (local.get $tap) (i32.const 32)))
              (br_if $taps
                (i32.lt_u
                  (local.tee $from (i32.add (local.get $from) (i32.const 4)))
                  (local.get $end))))
            (br_if $kernel
              (i32.lt_u (local.tee $r (i32.add (local.get $r) (i32.const 1))) (local.get $kernelRows))))
          (local.set $to
            (i32.add
              (i32.add (local.get $sums) (i32.shl (local.get $group) (i32.const 5)))
              (i32.mul
                (i32.shl
                  (i32.add (i32.mul (local.get $y) (local.get $columnGroups)) (local.get $x))
                  (i32.const 2))
                (local.get $sumPixel))))
          (v128.store (local.get $to) (local.get $a0))
          (v128.store offset=16 (local.get $to) (local.get $a1))
          (local.set $to (i32.add (local.get $to) (local.get $sumPixel)))
          (v128.store (local.get $to) (local.get $b0))
          (v128.store offset=16 (local.get $to) (local.get $b1))
          (local.set $to (i32.add (local.get $to) (local.get $sumPixel)))
          (v128.store (local.get $to) (local.get $c0))
          (v128.store offset=16 (local.get $to) (local.get $c1))
          (local.set $to (i32.add (local.get $to) (local.get $sumPixel)))
          (v128.store (local.get $to) (local.get $d0))
          (v128.store offset=16 (local.get $to) (local.get $d1))
          (br_if $pixels
            (i32.lt_u (local.tee $x (i32.add (local.get $x) (i32.const 1))) (local.get $columnGroups))))
        (br_if $lines (i32.lt_u (local.tee $y (i32.add (local.get $y) (i32.const 1))) (local.get $rows))))
      (br_if $groups
        (i32.lt_u (local.tee $group (i32.add (local.get $group) (i32.const 1))) (local.get $outputGroups)))))
)
