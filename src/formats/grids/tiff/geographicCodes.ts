/**
 * Codes of EPSG's two-dimensional geographic systems, degrees of longitude and latitude, from its register (v10.076,
 * 2022): a GeoTIFF names them by another key than projected ones. Unassigned codes between two of them are left in.
 */
const geographic = new Set(
  [
    '3819-3821 3824 3889 3906 4001-4016 4018-4025 4027-4036 4041-4047 4052-4055 4075 4081 4120-4216',
    '4218-4326 4463 4470 4475 4483 4490 4555 4558 4600-4646 4657-4765 4801-4811 4813-4821 4823-4824',
    '4901-4904 5013 5132 5228-5233 5246 5252 5264 5324 5340 5354 5360 5365 5371 5373 5381 5393 5451 5464',
    '5467 5489 5524-5527 5546 5561 5593 5681 5886 6135 6207 6311 6318 6322 6325 6365 6668 6706 6783',
    '6881-6883 6892 6894 6980 6983 6987 6990 7035 7037 7039 7041 7073 7084 7086 7088 7133 7136 7139 7373',
    '7683 7686 7798 7844 7881 7886 8042-8043 8086 8232 8237 8240 8246 8249 8252 8255 8351 8427-8428 8431',
    '8449 8545 8685 8694 8699 8818 8860 8888 8900 8902 8907 8949 8972-9000 9003 9006 9009 9012 9014 9017',
    '9019 9053-9069 9072 9075 9140 9148 9153 9184 9248 9251 9253 9294 9299 9309 9333 9364 9372 9380-9384',
    '9403 9453 9470 9474-9475 9547 9696 9702 9739 9755-9758 9763 9777 9779 9782 9784 9866 9871 9939 9964',
    '9969 9974 9990 20033 20041',
  ].flatMap((line) =>
    line.split(' ').flatMap((run) => {
      const [first, last = first] = run.split('-').map(Number) as [number, number?];
      return Array.from({ length: last - first + 1 }, (_, i) => first + i);
    }),
  ),
);

/** Whether coordinates of a reference system are degrees of longitude and latitude. */
export const isGeographic = (epsg: number): boolean => geographic.has(epsg);
