import { X509Certificate } from 'node:crypto';
import { parse } from 'yaml';
import { kubeconfig } from '../kubeconfig';
import {
  createCertificateAuthority,
  isUsableAuthority,
  issueServerCertificate,
} from './authority';

describe('certificates', () => {
  it('signs server certificates that its own certificate proves', async () => {
    const authority = await createCertificateAuthority();
    const issued = await issueServerCertificate(authority, [
      'localhost',
      '127.0.0.1',
    ]);
    const certificate = new X509Certificate(issued.cert);
    const ca = new X509Certificate(authority.certificate);
    expect(ca.ca).toBe(true);
    expect(certificate.ca).toBe(false);
    expect(certificate.verify(ca.publicKey)).toBe(true);
    expect(certificate.checkIssued(ca)).toBe(true);
    expect(certificate.checkHost('localhost')).toBe('localhost');
    expect(certificate.checkIP('127.0.0.1')).toBe('127.0.0.1');
    expect(certificate.checkHost('example.com')).toBeUndefined();
    expect(isUsableAuthority(authority)).toBe(true);
  });

  it('signs again with an authority that was kept as text', async () => {
    const kept = JSON.parse(JSON.stringify(await createCertificateAuthority()));
    const { cert } = await issueServerCertificate(kept, ['localhost']);
    const ca = new X509Certificate(kept.certificate);
    expect(new X509Certificate(cert).verify(ca.publicKey)).toBe(true);
  });

  it('knows what is no authority', () => {
    expect(isUsableAuthority({ certificate: 'x', privateKey: 'y' })).toBe(
      false,
    );
  });
});

describe('kubeconfig', () => {
  it('holds one cluster, one user and their context', () => {
    const text = kubeconfig({
      url: 'https://127.0.0.1:6443',
      ca: 'PEM',
      token: 'secret',
      user: 'reader',
    });
    expect(parse(text)).toMatchObject({
      kind: 'Config',
      'current-context': 'reader@titanium',
      clusters: [
        {
          cluster: {
            server: 'https://127.0.0.1:6443',
            'certificate-authority-data': Buffer.from('PEM').toString('base64'),
          },
        },
      ],
      users: [{ name: 'reader', user: { token: 'secret' } }],
    });
  });
});
