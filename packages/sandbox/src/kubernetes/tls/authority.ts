import 'reflect-metadata';
import * as x509 from '@peculiar/x509';
import { X509Certificate } from 'node:crypto';
import { isIP } from 'node:net';

/**
 * A certificate authority as two PEM texts; whoever keeps the sandbox's data keeps them between starts.
 *
 * @public
 */
export interface CertificateAuthority {
  certificate: string;
  privateKey: string;
}

/**
 * A certificate and its key as a TLS server takes them, in PEM.
 *
 * @public
 */
export interface ServerCertificate {
  cert: string;
  key: string;
}

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
const DAY = 86_400_000;

function validity(days: number) {
  const now = Date.now();
  return {
    notBefore: new Date(now - DAY),
    notAfter: new Date(now + days * DAY),
  };
}

function serialNumber(): string {
  const bytes = Buffer.from(crypto.getRandomValues(new Uint8Array(16)));
  // A serial number is positive: the first bit must not be set.
  bytes[0] = (bytes[0] % 0x7f) + 1;
  return bytes.toString('hex');
}

async function toPem(key: CryptoKey): Promise<string> {
  const raw = await crypto.subtle.exportKey('pkcs8', key);
  return x509.PemConverter.encode(raw, 'PRIVATE KEY');
}

/**
 * Makes a new certificate authority, valid for ten years.
 *
 * @public
 */
export async function createCertificateAuthority(): Promise<CertificateAuthority> {
  const keys = await crypto.subtle.generateKey(ALGORITHM, true, [
    'sign',
    'verify',
  ]);
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: serialNumber(),
    name: 'CN=titanium-sandbox-ca',
    ...validity(3650),
    signingAlgorithm: ALGORITHM,
    keys,
    extensions: [
      new x509.BasicConstraintsExtension(true, undefined, true),
      new x509.KeyUsagesExtension(
        x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign,
        true,
      ),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  return {
    certificate: certificate.toString('pem'),
    privateKey: await toPem(keys.privateKey),
  };
}

/** Whether a stored authority can still be used for at least a month. */
export function isUsableAuthority(authority: CertificateAuthority): boolean {
  try {
    const { validTo } = new X509Certificate(authority.certificate);
    return Date.parse(validTo) - Date.now() > 30 * DAY;
  } catch {
    return false;
  }
}

/**
 * Signs a server certificate for host names and addresses, valid for a year.
 *
 * @public
 */
export async function issueServerCertificate(
  authority: CertificateAuthority,
  hosts: string[],
): Promise<ServerCertificate> {
  const issuer = new x509.X509Certificate(authority.certificate);
  const signingKey = await crypto.subtle.importKey(
    'pkcs8',
    x509.PemConverter.decodeFirst(authority.privateKey),
    ALGORITHM,
    false,
    ['sign'],
  );
  const keys = await crypto.subtle.generateKey(ALGORITHM, true, [
    'sign',
    'verify',
  ]);
  const certificate = await x509.X509CertificateGenerator.create({
    serialNumber: serialNumber(),
    subject: 'CN=kube-apiserver',
    issuer: issuer.subject,
    ...validity(365),
    signingAlgorithm: ALGORITHM,
    publicKey: keys.publicKey,
    signingKey,
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
      new x509.SubjectAlternativeNameExtension(
        hosts.map(host => ({
          type: isIP(host) ? ('ip' as const) : ('dns' as const),
          value: host,
        })),
      ),
      await x509.AuthorityKeyIdentifierExtension.create(issuer.publicKey),
    ],
  });
  return {
    cert: certificate.toString('pem'),
    key: await toPem(keys.privateKey),
  };
}
